// The protocol in C++: gen.hpp.
#include <gen.hpp>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

// Values: what a lambda has captured lives in the generator.
static gen::generator<int> countdown(int from)
{
    return [from](gen::body<int> &self) {
        for (int n = from; n > 0; n--)
            self.yield(n);
    };
}

// Values both ways, exceptions that are thrown in, and a result.
using averager = gen::generator<double, double, std::string>;

static averager average()
{
    return [](averager::body_type &self) {
        double total = 0;
        int count = 0;

        for (;;)
            try {
                std::optional<double> sent = self.yield(count > 0 ? total / count : 0.0);

                if (!sent)
                    return "of " + std::to_string(count);
                total += *sent;
                count++;
            } catch (const std::invalid_argument &) {
                total = 0;
                count = 0;
            }
    };
}

// Recursion by delegation: each node's values come straight from where they are made.
struct node {
    std::string name;
    std::vector<node> children;
};

static gen::generator<const std::string &> names(const node &top)
{
    return [&top](gen::body<const std::string &> &self) {
        self.yield(top.name);
        for (const node &child : top.children)
            self.yield_from(names(child));
    };
}

// Destructors run when the generator is closed or destroyed where it waits.
struct resource {
    resource() { std::cout << "open\n"; }
    ~resource() { std::cout << "close\n"; }
};

static gen::generator<std::string> lines()
{
    return [](gen::body<std::string> &self) {
        resource file;

        for (int i = 1;; i++)
            self.yield("line " + std::to_string(i));
    };
}

int main()
{
    for (int n : countdown(3))
        std::cout << n << "\n";

    averager a = average();
    a.next();
    std::cout << *a.send(10) << " " << *a.send(20) << "\n";
    std::cout << *a.throw_(std::invalid_argument("again")) << " " << *a.send(5) << "\n";
    a.next();
    std::cout << *a.result() << "\n";

    const node tree{"root", {{"left", {{"leaf", {}}}}, {"right", {}}}};
    for (const std::string &name : names(tree))
        std::cout << name << "\n";

    for (const std::string &line : lines()) {
        std::cout << line << "\n";
        if (line == "line 2")
            break;
    }

    try {
        gen::generator<int>([](gen::body<int> &) { throw std::out_of_range("no such thing"); }).next();
    } catch (const std::out_of_range &e) {
        std::cout << e.what() << "\n";
    }
}
