// A program of somebody else's, with gen.hpp: values, an exception and a cleanup.
#include <gen.hpp>
#include <stdexcept>
#include <string>

namespace {

gen::generator<std::string> words(bool &cleaned)
{
    struct Cleanup {
        bool &done;
        ~Cleanup() { done = true; }
    };

    return [&cleaned](gen::body<std::string> &self) {
        Cleanup cleanup{cleaned};

        self.yield("one");
        self.yield("two");
        throw std::out_of_range("three");
    };
}

} // namespace

int main()
{
    bool cleaned = false;
    std::string all;

    try {
        for (std::string word : words(cleaned))
            all += word;
    } catch (const std::out_of_range &e) {
        all += e.what();
    }
    return all == "onetwothree" && cleaned ? 0 : 1;
}
