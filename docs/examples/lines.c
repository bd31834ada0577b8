/* The lines of a file, one at a time. However the reading ends, the file is closed. */
#define _POSIX_C_SOURCE 200809L
#include <gen.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The README quotes this, with the Python beside it. */
/* clang-format off */
static gen_status_t lines(gen_t *self, void *path)        // def lines(path):
{
    gen_status_t status = GEN_RAISED;
    char *line = NULL;
    size_t size = 0;
    FILE *f = fopen(path, "r");                           //     with open(path) as f:

    if (f == NULL)
        return gen_raise(self, GEN_OS_ERROR, "%s: %s", (const char *)path, strerror(errno));
    while (getline(&line, &size, f) != -1)                //         for line in f:
        if (!gen_yield(self, gen_str(line), NULL))        //             yield line
            goto finally;                                 //         close() and throw() come through here
    status = gen_return(self, GEN_NONE);
finally:
    free(line);
    fclose(f);
    return status;
}
/* clang-format on */

/* The descriptor that would be opened next: the same as before when everything is closed. */
static int next_descriptor(void)
{
    int fd = dup(STDOUT_FILENO);

    close(fd);
    return fd;
}

/* Prints the lines up to the first that is empty. */
static void print_first_paragraph(const char *path)
{
    int before = next_descriptor();
    gen_t *g = gen_new(lines, path, strlen(path) + 1);

    if (g == NULL)
        return;
    GEN_FOREACH (line, g) {
        if (strcmp(gen_as_str(line), "\n") == 0)
            break;
        printf("%s", gen_as_str(line));
    }
    if (gen_error(g) != NULL)
        gen_error_print(gen_error(g), stdout);
    gen_free(g);
    puts(next_descriptor() == before ? "closed" : "still open");
}

int main(void)
{
    static const char text[] = "Beautiful is better than ugly.\nExplicit is better than implicit.\n\nNever read.\n";
    char path[] = "/tmp/gen-lines-XXXXXX";
    int fd = mkstemp(path);
    bool ok = fd >= 0 && write(fd, text, sizeof text - 1) == (ssize_t)(sizeof text - 1);

    if (fd >= 0)
        close(fd);
    if (ok)
        print_first_paragraph(path);
    unlink(path);
    print_first_paragraph("no/such/file");
    return ok ? 0 : 1;
}
