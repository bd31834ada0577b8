"""Values and exceptions as traces print them."""

DEEPEST_CHAIN = 8


class Formatter:
    """Prints exceptions of a kind: a subclass tells what an exception of that kind has."""

    def is_exception(self, value):
        raise NotImplementedError

    def parts(self, e):
        """The name of its type, its value, cause, context, and whether the context is suppressed."""
        raise NotImplementedError

    def value(self, value):
        if isinstance(value, str):
            return '"%s"' % value
        return '!' + self.bare(value) if self.is_exception(value) else str(value)

    def logged(self, value):
        return '!' + self.exception(value) if self.is_exception(value) else self.value(value)

    def bare(self, e):
        name, value = self.parts(e)[:2]
        return name + ('' if value is None else '(%s)' % self.value(value))

    def chained(self, e, depth=0):
        cause, context, suppressed = self.parts(e)[2:]
        text = self.bare(e)
        if depth >= DEEPEST_CHAIN:
            return text + ('<...>' if cause is not None or context is not None else '')
        if cause is not None and cause is context:
            return text + '<cause+ctx %s>' % self.chained(cause, depth + 1)
        if cause is not None:
            text += '<cause %s>' % self.chained(cause, depth + 1)
        if context is not None:
            text += '<ctx %s>' % self.chained(context, depth + 1)
        return text + ('<nocause>' if suppressed and cause is None else '')

    def exception(self, e):
        """With its chain, except that of a StopIteration, which is not compared."""
        return self.bare(e) if self.parts(e)[0] == 'StopIteration' else self.chained(e)
