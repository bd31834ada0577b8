// Coroutines in C++ on the event loop: gather two, and catch what a third one throws.
#include <gen.hpp>
#include <gen/async.h>
#include <iostream>
#include <stdexcept>

static gen::coroutine<int> fetch(int n)
{
    return [n](gen::self &self) {
        self.check(gen_sleep(self.get(), 0.01 * n));
        if (n == 3)
            throw std::runtime_error("lost 3");
        return n * 10;
    };
}

static gen::coroutine<> all()
{
    return [](gen::self &self) {
        gen_t *both[] = {fetch(2).release(), fetch(1).release()};
        gen_value_t results[2];

        self.check(gen_gather(self.get(), both, 2, results, nullptr));
        for (gen_value_t result : results)
            std::cout << gen_as_int(result) << "\n";
        std::cout << self.await(fetch(1)) << "\n";
        try {
            self.await(fetch(3));
        } catch (const std::runtime_error &e) {
            std::cout << e.what() << "\n";
        }
    };
}

int main()
{
    return gen_run(all().release(), nullptr, nullptr) == GEN_RETURNED ? 0 : 1;
}
