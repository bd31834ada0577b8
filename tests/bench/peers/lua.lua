-- The work in Lua 5.4 and LuaJIT. The globals `case` and `scale` say which; the chunk returns a function that does
-- it `count` times and returns the sum of all values that arrived, and the ns that count where not all of them do.

local create, resume, yield, wrap = coroutine.create, coroutine.resume, coroutine.yield, coroutine.wrap

local function counter()
    local n = 0
    while true do
        n = n + 1
        yield(n)
    end
end

local function summing(step)
    return function(count)
        local sum = 0
        for _ = 1, count do
            sum = sum + step()
        end
        return sum, 0
    end
end

-- Nothing delegates in Lua: each level hands on what its inner one yields.
local function delegator(depth)
    return wrap(function()
        for v in depth > 0 and delegator(depth - 1) or wrap(counter) do
            yield(v)
        end
    end)
end

local function tree(first, last)
    if first > last then
        return nil
    end
    local middle = math.floor((first + last) / 2)
    return {value = middle, left = tree(first, middle - 1), right = tree(middle + 1, last)}
end

local function walk(node)
    return wrap(function()
        if node.left then
            for v in walk(node.left) do
                yield(v)
            end
        end
        yield(node.value)
        if node.right then
            for v in walk(node.right) do
                yield(v)
            end
        end
    end)
end

local function recurse(node)
    if node then
        recurse(node.left)
        yield(node.value)
        recurse(node.right)
    end
end

local function walking(make)
    local root = tree(1, scale)
    return function(count)
        local sum = 0
        for _ = 1, count do
            for v in make(root) do
                sum = sum + v
            end
        end
        return sum, 0
    end
end

local cases = {}

function cases.next()
    return summing(wrap(counter))
end

function cases.send()
    local step = wrap(function()
        local total = 0
        while true do
            total = total + yield(total)
        end
    end)
    step()
    return summing(function()
        return step(1)
    end)
end

function cases.delegate()
    delegator(scale - 1)() -- fails here where it is too deep
    return summing(delegator(scale - 1))
end

function cases.tree_yield_from()
    return walking(walk)
end

function cases.tree_recursion()
    return walking(function(root)
        return wrap(function()
            recurse(root)
        end)
    end)
end

function cases.create()
    local position = 0
    local function once(arg)
        return arg
    end
    return summing(function()
        position = position + 1
        local _, result = resume(create(once), position)
        return result
    end)
end

-- coroutine.close() runs what a variable marked <close> says; only Lua 5.4 has both.
function cases.close()
    if not coroutine.close then
        return nil
    end
    local position = 0
    local cleanup = setmetatable({}, {__close = function()
        position = position + 1
    end})
    local body = load("local cleanup = ... ; local guard <close> = cleanup; coroutine.yield()")
    return function(count)
        local sum, lap = 0, 0
        while count > 0 do
            local batch = {}
            for i = 1, math.min(count, 32) do
                batch[i] = create(body)
                resume(batch[i], cleanup)
            end
            local start = now()
            for i = 1, #batch do
                coroutine.close(batch[i])
                sum = sum + position
            end
            lap = lap + now() - start
            count = count - #batch
        end
        return sum, lap
    end
end

function cases.many()
    local all = {}
    for i = 1, scale do
        all[i] = wrap(counter)
    end
    return function(count)
        local sum = 0
        for _ = 1, count do
            for i = 1, scale do
                sum = sum + all[i]()
            end
        end
        return sum, 0
    end
end

-- Lua's iterators without a stack are closures.
function cases.map_range()
    local function range()
        local i = -1
        return function()
            i = i + 1
            return i
        end
    end
    local function map(source, f)
        return function()
            return f(source())
        end
    end
    return summing(map(range(), function(v)
        return v + 1
    end))
end

return cases[case]()
