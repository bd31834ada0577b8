/* replay.c - the fuzz target without libFuzzer: files of a corpus, then random inputs. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { LONGEST = 4096 };

static uint64_t state;

static uint8_t random_byte(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint8_t)(state >> 32);
}

static void replay(const char *path)
{
    static uint8_t data[LONGEST];
    FILE *in = fopen(path, "rb");
    size_t size;

    if (in == NULL)
        return;
    size = fread(data, 1, sizeof data, in);
    fclose(in);
    LLVMFuzzerTestOneInput(data, size);
}

static int replay_folder(const char *path)
{
    DIR *folder = opendir(path);
    const struct dirent *entry;
    char name[4096];
    int count = 0;

    if (folder == NULL)
        return 0;
    while ((entry = readdir(folder)) != NULL) {
        if (entry->d_name[0] == '.')
            continue;
        snprintf(name, sizeof name, "%s/%s", path, entry->d_name);
        replay(name);
        count++;
    }
    closedir(folder);
    return count;
}

/* replay FOLDER COUNT [SEED] */
int main(int argc, char **argv)
{
    static uint8_t data[LONGEST];
    long count = argc > 2 ? atol(argv[2]) : 0;
    uint64_t seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    int files = argc > 1 ? replay_folder(argv[1]) : 0;

    for (long i = 0; i < count; i++) {
        size_t size;

        state = (seed + (uint64_t)i) * UINT64_C(0x9e3779b97f4a7c15) | 1;
        random_byte();
        size = 3 * (size_t)(1 + random_byte() % 64);
        for (size_t j = 0; j < size; j++)
            data[j] = random_byte();
        if (getenv("GEN_FUZZ_TRACE") != NULL)
            fprintf(stderr, "input %ld\n", i);
        LLVMFuzzerTestOneInput(data, size);
    }
    printf("%d files and %ld random inputs: the library and the model agree\n", files, count);
    return 0;
}
