"""Breaks the library in small ways, one after another, and tells which tests notice.

    python3 tests/conformance/mutations.py [NAME...]

Works on a copy of the tree, in build/mutations. Every fault must make the corpus differ; if it does not, the other
tests are run. Exits with 1 if a fault goes unnoticed, 2 if the text of one no longer stands in the source.
"""
import os
import shutil
import subprocess
import sys

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
COPY = os.path.join(ROOT, 'build', 'mutations')
PARTS = ('CMakeLists.txt', 'include', 'src', 'tests')
SECONDS = 900

FAULTS = (  # name, file, what stands there, what is put in its place
    ('running generator may be entered', 'src/protocol/resume.c', 'case GEN_RUNNING:\n        return gen_refuse_',
     'case GEN_RUNNING:\n        if (false) return gen_refuse_'),
    ('value may be sent to a fresh generator', 'src/protocol/resume.c', 'if (!gen_is_none(in))', 'if (false)'),
    ('throw starts a fresh generator\'s state over', 'src/protocol/throw.c',
     'gen_close_unstarted_(g);\n        return answer(step, gen_fail_', 'return answer(step, gen_fail_'),
    ('PEP 479 forgotten for unstarted generators', 'src/protocol/throw.c', 'gen_fail_(g, gen_convert_stop_iteration_(g, e))',
     'gen_fail_(g, e)'),
    ('PEP 479 forgotten', 'src/protocol/body.c', 'gen_convert_stop_iteration_(self, self->hot.pending)', 'self->hot.pending'),
    ('PEP 479 without a cause', 'src/protocol/body.c', '    gen_error_set_cause(runtime_error, e);\n', ''),
    ('context dropped on throw into a handler', 'src/protocol/throw.c',
     'if (g->handlers != NULL && (here || g->sub == NULL))', 'if (false)'),
    ('context dropped at a delegation', 'src/protocol/delegate.c', 'if (self->handlers != NULL)', 'if (false)'),
    ('context of a raise dropped', 'src/protocol/body.c',
     'gen_error_set_context(e, gen_handled());\n    return set_pending(self, gen_error_ref(e));',
     'return set_pending(self, gen_error_ref(e));'),
    ('context cycles not cut', 'src/error/error.c', '    cut(handled, e);\n', ''),
    ('context of GeneratorExit dropped', 'src/protocol/throw.c',
     'gen_error_set_context(e, gen_handled_from_(g));\n    return e;', '(void)g;\n    return e;'),
    ('handlers of delegators invisible', 'src/error/handler.c', 'g = g->delegator', 'g = NULL'),
    ('GeneratorExit thrown instead of closing', 'src/protocol/throw.c', 'return gen_error_is_exit_(e) ? leave(g, e) : ',
     'return '),
    ('GeneratorExit does not close an iterator', 'src/protocol/delegate.c', 'bool closes = sub->type == NULL ||',
     'bool closes = false &&'),
    ('what a sub raises on close is lost', 'src/protocol/throw.c', 'if (raised == NULL)\n', 'if (e == NULL)\n'),
    ('close lets GeneratorExit out', 'src/protocol/throw.c', 'if (e == NULL || !gen_error_is_exit_(e))', 'if (true)'),
    ('ignored GeneratorExit accepted', 'src/protocol/throw.c', 'return gen_fail_(g, new_ignored(g, NULL));',
     'return GEN_RETURNED;'),
    ('close drops the returned value', 'src/protocol/throw.c',
     'if (out != NULL && status == GEN_RETURNED)\n        *out = step->value;',
     'if (out != NULL)\n        *out = GEN_NONE;'),
    ('throw not forwarded to an iterator', 'src/protocol/delegate.c', 'if (sub->type != NULL && sub->type->throw_ == NULL)',
     'if (sub->type != NULL)'),
    ('throw not forwarded to a generator', 'src/protocol/throw.c', 'g->thrown = g->leaf;\n    arm(g->leaf, e, false);',
     'g->thrown = g->leaf;\n    arm(g->leaf, e, true);'),
    ('StopIteration raised at a delegation completes it', 'src/protocol/delegate.c',
     'chain_thrown(self, e);\n        self->hot.pending = e;\n        return RAISED;\n    }\n    status',
     'if (gen_error_is(e, GEN_STOP_ITERATION)) {\n            *value = gen_error_value(e);\n'
     '            gen_error_free(e);\n'
     '            return DONE;\n        }\n        self->hot.pending = e;\n        return RAISED;\n    }\n    status'),
    ('StopIteration of an iterator not taken for its end', 'src/protocol/delegate.c',
     '(sub->type != NULL || at_throw)', 'at_throw'),
    ('leaf not updated when a delegate ends', 'src/protocol/delegate.c',
     '    root->leaf = self;\n    if (thrown)', '    if (thrown)'),
    ('leaf not updated when a delegate is taken away', 'src/protocol/delegate.c', '    root->leaf = above;\n', ''),
    ('delegate not taken away when it is stepped directly', 'src/protocol/generator.c',
     'if (state == GEN_SUSPENDED && g->delegator != NULL)', 'if (false)'),
    ('delegate not released', 'src/protocol/delegate.c',
     '    self->here = false;\n    gen_free(sub);\n', '    self->here = false;\n'),
    ('generator not closed when it is freed', 'src/protocol/generator.c', 'if (gen_close(g, NULL) == GEN_RAISED)',
     'if (g->life != LIFE_STARTED && gen_close(g, NULL) == GEN_RAISED)'),
    ('hook not told', 'src/protocol/generator.c', 'unraisable.hook(g, g->error, unraisable.context);', '(void)0;'),
    ('destroyed body keeps its delegate', 'src/protocol/generator.c', '    g->sub = NULL;\n    gen_free(sub);\n',
     '    g->sub = NULL;\n'),
    ('cleanups not called', 'src/protocol/generator.c', 'cleanup->function(cleanup->arg);', '(void)cleanup;'),
    ('returned value kept', 'src/protocol/resume.c', 'if (out != NULL)\n        *out = GEN_NONE;',
     'if (out != NULL)\n        *out = g->result;'),
    ('method of an iterator missing without a word', 'src/protocol/iterator.c', 'return gen_raise(g, GEN_ATTRIBUTE_ERROR,',
     'return gen_raise(g, GEN_TYPE_ERROR,'),
)


def run(command, cwd=None):
    """The exit status, or None if it does not end."""
    try:
        return subprocess.run(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              timeout=SECONDS).returncode
    except subprocess.TimeoutExpired:
        return None


def prepare():
    os.makedirs(COPY, exist_ok=True)
    for part in PARTS:
        source, target = os.path.join(ROOT, part), os.path.join(COPY, part)
        if os.path.isdir(source):
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copy2(source, target)
    if run(['cmake', '-S', COPY, '-B', os.path.join(COPY, 'out'), '-DGEN_BUILD_STAGES=OFF', '-DGEN_BUILD_DOCS=OFF',
            '-DGEN_INSTALL=OFF', '-DCMAKE_C_FLAGS=-w']) != 0:
        sys.exit('the copy cannot be configured')


def build(*targets):
    return run(['cmake', '--build', os.path.join(COPY, 'out'), '--parallel', '2', '--target', *targets]) == 0


def test(pattern):
    """Whether the tests of this name pass."""
    return run(['ctest', '--test-dir', os.path.join(COPY, 'out'), '-R', pattern, '--timeout', '60']) == 0


def noticed_by():
    """The tests that notice the fault in the copy, or None."""
    if not build('gen-gp'):
        return 'the compiler'
    if not test('^conformance_corpus$'):
        return 'conformance_corpus'
    if not build('all') or not test('^test_'):
        return 'other tests'
    return None


def try_fault(fault):
    name, file, old, new = fault
    path = os.path.join(COPY, file)
    with open(os.path.join(ROOT, file)) as original:
        text = original.read()
    if text.count(old) < 1:
        print('%-55s its text no longer stands in %s' % (name, file))
        sys.exit(2)
    with open(path, 'w') as copy:
        copy.write(text.replace(old, new, 1))
    by = noticed_by()
    print('%-55s %s' % (name, by or 'NOT NOTICED'), flush=True)
    with open(path, 'w') as copy:
        copy.write(text)
    return by is not None


def main(names):
    prepare()
    if not build('gen-gp') or not test('^conformance_corpus$'):
        sys.exit('the tests do not pass before anything is broken')
    results = [try_fault(fault) for fault in FAULTS if not names or fault[0] in names]
    print('%d of %d faults noticed' % (sum(results), len(results)))
    return 0 if all(results) else 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
