# What a variable has that a yield, a delegation or an operation would have assigned, where it raises instead.

prog yield_that_raises_assigns_nothing
 body B
  set x 42
  try
   yield 1 -> x
  except E1
   log kept x
  end
  yield x -> x
  log sent x
 end
 main
  new g B
  ? next g
  ? throw g E1
  ? send g 7
 end
endprog

prog delegation_that_raises_assigns_nothing
 body Inner
  yield 1
  raise E1 "no"
 end
 body B
  set x 42
  try
   yieldfrom new Inner -> x
  except E1 as e
   log kept x e
  end
  yield x
 end
 main
  new g B
  ? next g
  ? next g
 end
endprog

prog closed_yield_assigns_nothing
 body B
  set x 42
  try
   yield 1 -> x
  finally
   log kept x
  end
 end
 main
  new g B
  ? next g
  ? close g
 end
endprog

prog next_that_raises_assigns_nothing
 body Inner
  yield 1
  raise E1 "no"
 end
 body B
  set x 42
  new i Inner
  next i -> x
  try
   next i -> x
  except E1
   log kept x
  end
  yield x
 end
 main
  new g B
  ? next g
 end
endprog

prog exhausted_loop_keeps_its_variable
 body Inner
  yield 1
  yield 2
 end
 body B
  for x in new Inner
   log x x
  end
  log after x
  yield x
 end
 main
  new g B
  ? next g
 end
endprog
