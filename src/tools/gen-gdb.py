# gen-gdb.py - gdb's commands for generators: `gen list` and `gen bt NAME|all`, on a live process and on a core file.
#
# gdb loads it together with libgen.so where it is installed for that; otherwise: source gen-gdb.py
#
# A suspended generator is a saved context on its own stack. Its frames are found by unwinding from there: an unwinder of
# our own makes them the callers of the frame that gdb stands at, for as long as the command runs. Nothing in the process
# is changed.
#
# One whose body has no stack lies somewhere on the heap, where it is looked for by its magic number; it tells the line that
# it waits at.
import re

import gdb
import gdb.unwinder

WORD = gdb.lookup_type('void').pointer().sizeof
CREATED, STARTED, CLOSED = range(3)

# The words of gen_debugger_, in debugger.c's order.
NAMES = '''version slabs slab_entries customs jump slab_base slab_stride slab_carved slab_colours colour_step node_g node_older
    gen_size alive resume resumer step life magic idle delegator sub leaf return_to type name low
    call frame at stackless body'''.split()


# The words of gen_debugger_async_, in async/debugger.c's order.
ASYNC_NAMES = 'version loops loop_older loop_tasks task_link task_coroutine task_name task_id'.split()


def read_word(address, size=WORD):
    return int.from_bytes(bytes(gdb.selected_inferior().read_memory(address, size)), 'little')


def read_string(address):
    return gdb.Value(address).cast(gdb.lookup_type('char').pointer()).string(errors='replace')


def read_table(symbol, names, version):
    """The words of a table in the library, by their names; None if the program does not have it."""
    try:
        start = int(gdb.parse_and_eval('(unsigned long)&' + symbol))
    except gdb.error:
        return None
    table = {name: read_word(start + i * WORD) for i, name in enumerate(names)}
    if table['version'] != version:
        raise gdb.GdbError('this libgen is of another version than gen-gdb.py')
    return table


class Library:
    """What gen_debugger_ tells about the library in this process."""

    def __init__(self):
        table = read_table('gen_debugger_', NAMES, 3)
        if table is None:
            raise gdb.GdbError('there is no libgen in this program, or its symbols were stripped')
        self.__dict__.update(table)
        self.layout = Layout(self.jump)
        self.tasks = dict(names_of_tasks())

    def generators(self):
        """Every live generator, by address."""
        found = {}
        for g in list(self.on_slabs()) + list(self.on_custom_stacks()):
            try:
                if read_word(g + self.magic, 4) == self.alive:
                    found[g] = Generator(self, g)
            except gdb.MemoryError:
                pass  # a core file without that page
        for g in self.on_heap():
            found[g] = Stackless(self, g)
        return found

    def each_slab(self):
        table = bytes(gdb.selected_inferior().read_memory(self.slabs, self.slab_entries * WORD))
        yield from {int.from_bytes(table[i:i + WORD], 'little'): None for i in range(0, len(table), WORD)
                    if any(table[i:i + WORD])}

    def on_slabs(self):
        for slab in self.each_slab():
            base, stride, carved, colours = (
                read_word(slab + offset)
                for offset in (self.slab_base, self.slab_stride, self.slab_carved, self.slab_colours))
            for n in range(carved):
                yield base + (n + 1) * stride - self.gen_size - n % colours * self.colour_step

    def on_heap(self):
        slabs = list(self.areas_of_slabs())
        magic = self.alive.to_bytes(4, 'little')
        for area in writable_areas():
            for start, end in without(area, slabs):
                for address in occurrences(start, end, magic):
                    if self.is_stackless(address - self.magic):
                        yield address - self.magic

    def is_stackless(self, g):
        try:
            frame = read_word(g + self.frame)
            read_word(read_word(read_word(g + self.stackless) + self.body), 1)
            return (g % WORD == 0 and frame % WORD == 0 and 0 < g - frame < 1 << 40 and
                    read_word(g + self.life, 4) <= CLOSED and read_word(g + self.resume) == 0)
        except gdb.MemoryError:
            return False

    def areas_of_slabs(self):
        for slab in self.each_slab():
            base, stride, carved = (read_word(slab + offset)
                                    for offset in (self.slab_base, self.slab_stride, self.slab_carved))
            yield base, base + carved * stride

    def on_custom_stacks(self):
        node = read_word(self.customs)
        while node != 0:
            yield read_word(node + self.node_g)
            node = read_word(node + self.node_older)


def writable_areas():
    """What may be heap: of a process its own mappings that belong to no file, of a core file all that it has."""
    if 'core dump file' not in say('info target'):
        mappings = re.findall(r'^ +(0x\w+) +(0x\w+) +0x\w+ +0x\w+ +(\S*)[ \t]*(.*)$', say('info proc mappings'), re.M)
        return [(int(start, 16), int(end, 16)) for start, end, access, name in mappings
                if 'w' in access and not name.startswith(('/', '[v'))]
    sections = re.findall(r'(0x\w+)->(0x\w+) at \S+ load\d+ ([A-Z_ ]*)', say('maintenance info sections'))
    return [(int(start, 16), int(end, 16)) for start, end, flags in sections
            if 'READONLY' not in flags and 'HAS_CONTENTS' in flags]


def say(command):
    try:
        return gdb.execute(command, to_string=True)
    except gdb.error:
        return ''


def without(area, others):
    """The parts of an area of addresses that are not in others."""
    start, end = area
    for low, high in sorted(others):
        if low < end and high > start:
            if start < low:
                yield start, low
            start = high
    if start < end:
        yield start, end


def occurrences(start, end, words):
    while start < end:
        try:
            found = gdb.selected_inferior().search_memory(start, end - start, words)
        except gdb.error:  # there is no such page in the core file
            return
        if found is None:
            return
        yield found
        start = found + len(words)


def names_of_tasks():
    """The coroutine and the name of each task, if the program has gen::async."""
    table = read_table('gen_debugger_async_', ASYNC_NAMES, 1)
    loop = read_word(table['loops']) if table else 0
    while loop != 0:
        head = loop + table['loop_tasks']
        link = read_word(head)
        while link != head:
            task = link - table['task_link']
            name = read_word(task + table['task_name'])
            yield (read_word(task + table['task_coroutine']),
                   read_string(name) if name else 'Task-%d' % read_word(task + table['task_id']))
            link = read_word(link)
        loop = read_word(loop + table['loop_older'])


class Layout:
    """Where the switch saves registers, relative to a context: as struct gen_place_ has it where the switch is our own,
    and otherwise read from the first instructions of Boost's, which its versions move."""

    def __init__(self, jump):
        arch = gdb.newest_frame().architecture()
        x86 = 'x86' in arch.name()
        self.saved = {}
        self.size = 0
        if jump == 0:
            self.pc, self.sp, fp, base = ('rip', 'rsp', 'rbp', 'rbx') if x86 else ('pc', 'sp', 'x29', 'x19')
            self.saved = {register: i * WORD for i, register in enumerate((self.pc, self.sp, fp, base))}
        else:
            (self.read_x86 if x86 else self.read_arm)(arch.disassemble(jump, jump + 120))

    def read_x86(self, instructions):
        self.sp, self.pc = 'rsp', 'rip'
        for instruction in instructions:
            text = instruction['asm']
            moved = re.search(r'lea +-(0x\w+)\(%rsp\),%rsp', text)
            saved = re.search(r'movq? +%(r\w+),(0x\w+)?\(%rsp\)', text)
            if moved:
                self.size = int(moved[1], 16)
            elif saved:
                self.saved[saved[1]] = int(saved[2] or '0', 16)
            elif re.search(r'mov +%rsp,%rax', text):
                break
        self.saved['rip'] = self.size  # the return address lies above
        self.size += WORD

    def read_arm(self, instructions):
        self.sp, self.pc = 'sp', 'pc'
        for instruction in instructions:
            text = instruction['asm'].split('//')[0]
            moved = re.search(r'sub\s+sp, sp, #(0x\w+|\d+)', text)
            pair = re.search(r'stp\s+(x\d+), (x\d+), \[sp(?:, #(0x\w+|\d+))?\]', text)
            one = re.search(r'str\s+(x\d+), \[sp(?:, #(0x\w+|\d+))?\]', text)
            if moved:
                self.size = int(moved[1], 0)
            elif pair:
                self.saved[pair[1]] = int(pair[3] or '0', 0)
                self.saved[pair[2]] = int(pair[3] or '0', 0) + WORD
            elif one:
                self.saved['pc'] = int(one[2] or '0', 0)  # x30 once more
            elif re.search(r'mov\s+x4, sp', text):
                break


class Unwinder(gdb.unwinder.Unwinder):
    """Makes a context the caller of the innermost frame."""

    def __init__(self):
        super().__init__('gen')
        self.context = None

    def __call__(self, pending):
        if self.context is None:
            return None
        layout = self.layout
        if int(pending.read_register(layout.sp)) != self.real_sp:
            return None
        # With the context as its own place, the frames above it are not taken for a corrupt stack.
        info = pending.create_unwind_info(FrameId(self.context, self.real_pc))
        for register, offset in layout.saved.items():
            info.add_saved_register(register, word_value(read_word(self.context + offset)))
        if layout.sp not in layout.saved:
            info.add_saved_register(layout.sp, word_value(self.context + layout.size))
        return info

    def frames(self, layout, context):
        """The frames of a suspended stack, innermost first."""
        newest = gdb.newest_frame()
        self.layout = layout
        self.real_sp = int(newest.read_register(layout.sp))
        self.real_pc = newest.pc()
        self.context = context
        gdb.invalidate_cached_frames()
        try:
            frame = gdb.newest_frame().older()
            while frame is not None and frame.is_valid():
                yield frame
                frame = frame.older()
        except gdb.error:
            pass  # the end of what can be unwound
        finally:
            self.context = None
            gdb.invalidate_cached_frames()


class FrameId:
    def __init__(self, sp, pc):
        self.sp, self.pc = word_value(sp), word_value(pc)


def word_value(n):
    return gdb.Value(n).cast(gdb.lookup_type('unsigned long'))


UNWINDER = Unwinder()
gdb.unwinder.register_unwinder(None, UNWINDER, replace=True)


class Generator:
    def __init__(self, library, address):
        self.library = library
        self.address = address
        try:
            self.name = read_string(self.read('name'))
        except (gdb.error, gdb.MemoryError):
            self.name = '?'
        self.task = library.tasks.get(address, '')

    def read(self, member):
        return read_word(self.address + getattr(self.library, member), 4 if member in ('life', 'magic', 'at') else WORD)

    def other(self, member):
        address = self.read(member)
        return Generator(self.library, address) if address else None

    def root(self):
        g = self
        while g.read('delegator'):
            g = g.other('delegator')
        return g

    def context_of_root(self):
        root = self.root()
        return root.read('resume') or root.read('idle') or root.read('call')

    def state(self):
        if self.read('life') == CLOSED:
            return 'closed'
        if not self.context_of_root():
            return 'running'
        return 'created' if self.read('life') == CREATED else 'suspended'

    def context(self, all_of_them):
        """Where it waits; 0 if a thread is on its stack."""
        if self.state() in ('created', 'closed'):
            return 0
        if self.state() == 'suspended' and self.root().read('leaf') == self.address:
            return self.context_of_root()
        if not self.read('step') and self.is_linked(all_of_them):
            return all_of_them[self.read('sub')].read('return_to')
        for g in all_of_them.values():  # whoever it steps came from here
            resumer = g.read('resumer') if g.read('step') else 0
            if self.read('low') <= resumer < self.address:
                return resumer
        return 0

    def is_linked(self, all_of_them):
        sub = self.read('sub')
        return sub in all_of_them and all_of_them[sub].read('delegator') == self.address

    def frames(self, all_of_them):
        """What the body is in, innermost first, without what is the library's."""
        context = self.context(all_of_them)
        if context:
            frames = UNWINDER.frames(self.library.layout, context)
        elif self.state() == 'running':
            frames = self.frames_of_thread()
        else:
            return
        below = True
        for frame in frames:
            if int(frame.read_register(self.library.layout.sp)) >= self.address or frame.name() == 'gen_trampoline_':
                frames.close()
                return
            below = below and is_of_library(frame)
            if not below and not is_bottom(frame):
                yield frame

    def frames_of_thread(self):
        for thread in gdb.selected_inferior().threads():
            thread.switch()
            frame = gdb.newest_frame()
            if self.read('low') <= int(frame.read_register(self.library.layout.sp)) < self.address:
                while frame is not None:
                    yield frame
                    frame = frame.older()
                return

    def lines(self, all_of_them):
        """Function, arguments and place of each of its frames."""
        for frame in self.frames(all_of_them):
            name, _, place = place_of(frame).partition(' at ')
            yield name[3:], arguments_of(frame), place

    def where(self, all_of_them):
        for frame in self.frames(all_of_them):
            return place_of(frame)
        return ''

    def delegates_to(self, all_of_them):
        sub = self.read('sub')
        if sub == 0 or self.read('life') == CLOSED:
            return ''
        return 'delegates to %s' % (all_of_them[sub].name if sub in all_of_them else Generator(self.library, sub).name)


class Stackless(Generator):
    """One whose body has no stack, but a line."""

    def lines(self, all_of_them):
        if self.state() == 'suspended' or (self.state() == 'running' and self.read('sub')):
            yield self.function(), 'frame=%#x' % self.read('frame'), self.place()

    def where(self, all_of_them):
        for function, _, place in self.lines(all_of_them):
            return 'in %s at %s' % (function, place)
        return ''

    def body(self):
        return read_word(self.read('stackless') + self.library.body)

    def function(self):
        block = gdb.block_for_pc(self.body())
        if block is not None and block.function is not None:
            return block.function.name
        return say('info symbol %#x' % self.body()).partition(' in section')[0].strip() or '??'

    def place(self):
        table = gdb.find_pc_line(self.body()).symtab
        return '%s:%d' % (table.filename.rpartition('/')[2] if table else '??', self.read('at'))


def is_of_library(frame):
    """The switch, and the functions that lead to it."""
    name = frame.name() or ''
    table = frame.find_sal().symtab
    if table is not None:
        return bool(re.search(r'gen/((inline|async)/\w+|switch)\.h$', table.filename)) or is_bottom(frame)
    return name == '' or name.startswith('gen_') or name in ('jump_fcontext', 'careful_switch', 'watched_switch')


def is_bottom(frame):
    """Within the source files of the library itself."""
    trampoline = gdb.lookup_static_symbol('gen_trampoline_') or gdb.lookup_global_symbol('gen_trampoline_')
    table = frame.find_sal().symtab
    if trampoline is None or table is None:
        return frame.name() in ('gen_trampoline_', 'run')
    library = trampoline.symtab.fullname().rsplit('/', 2)[0] # it is in a folder of it
    return table.fullname().startswith(library + '/')


def place_of(frame):
    sal = frame.find_sal()
    name = frame.name() or '??'
    if sal.symtab is None:
        return 'in %s at 0x%x' % (name, frame.pc())
    return 'in %s at %s:%d' % (name, sal.symtab.filename.rpartition('/')[2], sal.line)


def arguments_of(frame):
    texts = []
    try:
        for symbol in frame.block():
            if symbol.is_argument:
                texts.append('%s=%s' % (symbol.name, symbol.value(frame).format_string(max_elements=20)))
    except (RuntimeError, gdb.error):
        pass
    return ', '.join(texts)


def with_settings(function):
    """Runs function with the settings it needs, and the thread that was selected selected again."""
    thread = gdb.selected_thread()
    if thread is None:
        raise gdb.GdbError('there is no process and no core file')
    flavor = gdb.parameter('disassembly-flavor') if 'x86' in gdb.newest_frame().architecture().name() else None
    try:
        if flavor:
            gdb.execute('set disassembly-flavor att', to_string=True)
        function()
    finally:
        if flavor:
            gdb.execute('set disassembly-flavor ' + flavor, to_string=True)
        if thread.is_valid():
            thread.switch()


class Prefix(gdb.Command):
    """Generators of libgen: gen list, gen bt NAME, gen bt all."""

    def __init__(self):
        super().__init__('gen', gdb.COMMAND_STACK, gdb.COMPLETE_NONE, True)


class List(gdb.Command):
    """Lists every live generator: its name, its state, its task, where it waits, and what it delegates to."""

    def __init__(self):
        super().__init__('gen list', gdb.COMMAND_STACK, gdb.COMPLETE_NONE)

    def invoke(self, argument, from_tty):
        with_settings(self.list)

    def list(self):
        generators = Library().generators()
        for g in generators.values():
            parts = [g.where(generators), g.delegates_to(generators)]
            if g.task:
                parts.insert(0, 'of task ' + g.task)
            line = '%#x  %-9s  %s  %s' % (g.address, g.state(), g.name, '  '.join(part for part in parts if part))
            print(line.rstrip())


class Backtrace(gdb.Command):
    """Prints the backtrace of a generator: gen bt NAME, gen bt ADDRESS, gen bt TASK, or gen bt all."""

    def __init__(self):
        super().__init__('gen bt', gdb.COMMAND_STACK, gdb.COMPLETE_NONE)

    def invoke(self, argument, from_tty):
        wanted = argument.strip()
        if not wanted:
            raise gdb.GdbError('usage: gen bt NAME, gen bt TASK, gen bt ADDRESS or gen bt all')
        with_settings(lambda: self.print_all(wanted))

    def print_all(self, wanted):
        generators = Library().generators()
        chosen = [g for g in generators.values() if wanted in ('all', g.name, g.task, '%#x' % g.address)]
        if not chosen:
            raise gdb.GdbError('there is no generator %s; gen list shows them all' % wanted)
        for g in chosen:
            print('generator %s (%s), %#x' % (g.name, g.state(), g.address))
            for i, line in enumerate(g.lines(generators)):
                print('#%-2d %s (%s) at %s' % (i, *line))


Prefix()
List()
Backtrace()
