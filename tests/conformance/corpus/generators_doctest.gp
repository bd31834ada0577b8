# The examples in CPython's test_generators.py: the tutorial, the PEPs', those from mailing lists, and those of
# yield as an expression. A program is named after the section and what the example shows.
prog tutorial_simple
 body F
  yield 1
  yield 2
 end
 main
  for i in new F
   log got i
  end
  new g F
  ? next g
  ? next g
  ? next g
 end
endprog
prog tutorial_return_stops
 body F
  yield 1
  return
  yield 2
 end
 main
  new g F
  ? next g
  ? next g
  ? next g
 end
endprog
prog tutorial_return_is_not_caught
 body G1
  try
   return
  except *
   yield 1
  end
 end
 main
  for x in new G1
   log wrong x
  end
 end
endprog
prog tutorial_stopiteration_is_caught
 body G2
  try
   raise StopIteration
  except *
   yield 42
  end
 end
 main
  for x in new G2
   log got x
  end
 end
endprog
prog tutorial_yield_in_finally_of_return
 body G3
  try
   return
  finally
   yield 1
  end
 end
 main
  for x in new G3
   log got x
  end
 end
endprog
prog tutorial_most_recent_caller
 body Yrange
  loop 5
   inc i
   yield i
  end
 end
 body Creator
  new r Yrange
  next r -> x
  log creator x
  return 1
  yield None
 end
 body Caller
  for i in @r
   log caller i
  end
  yield None
 end
 main
  new c Creator
  ? next c
  free c
  new d Caller
  ? next d
 end
endprog
prog tutorial_generators_call_generators
 body Yrange
  loop 5
   inc i
   yield i
  end
 end
 body Zrange
  for i in new Yrange
   yield i
  end
 end
 main
  for i in new Zrange
   log got i
  end
 end
endprog
prog pep_already_executing
 body G
  next me -> i
  yield i
 end
 main
  new me G
  ? next me
  ? next me
 end
endprog
prog pep_already_executing_again_and_again
 body G
  ? next me
  ? next me
  ? send me 1
  ? throw me E1
  ? close me
  yield 1
  ? next me
  yield 2
 end
 main
  new me G
  ? next me
  ? next me
  ? next me
 end
endprog
prog pep_exception_propagates
 body F
  raise ZeroDivisionError "by-zero"
  yield None
 end
 body G
  next f -> x
  yield x
  yield 42
 end
 main
  new f F
  new k G
  ? next k
  ? next k
 end
endprog
prog pep_try_except_finally
 body F
  try
   yield 1
   try
    yield 2
    raise ZeroDivisionError
    yield 3
   except ZeroDivisionError
    yield 4
    yield 5
    reraise
   except *
    yield 6
   end
   yield 7
  except *
   yield 8
  end
  yield 9
  try
   set x 12
  finally
   yield 10
  end
  yield 11
 end
 main
  for x in new F
   log got x
  end
 end
endprog
prog pep_inorder_tree
 iter Counter
  method next
   inc n
   return n
  end
 end
 body Inorder
  next d -> label
  if label < 16
   for x in new Inorder
    yield x
   end
   yield label
   for x in new Inorder
    yield x
   end
  end
 end
 main
  new d Counter
  for x in new Inorder
   log label x
  end
 end
endprog
prog email_yield_none
 body G
  loop 3
   yield None
  end
  yield None
  return
 end
 main
  for x in new G
   log got x
  end
 end
endprog
prog email_stopiteration_like_any_other
 body G
  yield 1
  try
   raise StopIteration
  except *
   yield 2
  end
  yield 3
 end
 main
  for x in new G
   log got x
  end
 end
endprog
prog email_gi_running
 body G
  state me
  yield 1
 end
 main
  new me G
  state me
  ? next me
  state me
 end
endprog
prog email_union_find
 body Root
  loop 20
   yield "root"
   if merged == None
    set merged 1
   else
    for x in @parent
     yield x
    end
   end
  end
 end
 body Parent
  loop 20
   yield "parent"
  end
 end
 main
  new parent Parent
  new g Root
  loop 6
   ? next g
   ? next parent
  end
 end
endprog
prog fun_merge_of_shared_source
 body Numbers
  loop 12
   inc n
   yield n
  end
 end
 body Evens
  for n in @source
   yield n
   next source
  end
 end
 body Doubled
  for n in @source
   yield n
   yield n
  end
 end
 main
  new source Numbers
  new a Evens
  new b Doubled
  loop 7
   ? next a
   ? next b
  end
 end
endprog
prog coroutine_send_to_started
 body F
  yield 1 -> x
  log got x
  yield 2
 end
 main
  new g F
  ? next g
  ? send g 42
 end
endprog
prog coroutine_send_to_new
 body F
  yield 1
 end
 main
  new g F
  ? send g "foo"
 end
endprog
prog coroutine_augmented
 body C
  loop 200
   yield None -> x
   inc count
   log count count x
  end
 end
 main
  new c C
  ? next c
  ? send c 10
  ? send c 10
  ? send c 10
 end
endprog
prog coroutine_throw_conditions
 body F
  loop 9
   try
    yield None -> x
    log got x
   except ValueError as v
    log caught v
   end
  end
 end
 main
  new g F
  ? next g
  ? throw g ValueError
  ? throw g ValueError "xyz"
  ? throw g ValueError 1
  try
   raise ValueError
  except * as e
   ? throw g e
  end
  ? send g 1
  try
   raise TypeError
  except * as e
   ? throw g e
  end
  state g
  ? send g 2
  ? throw g ValueError 6
  new g F
  ? throw g ValueError 7
  state g
 end
endprog
prog coroutine_throw_not_an_exception
 body F
  yield 1
  yield 2
 end
 main
  new g F
  ? next g
  try
   raise x
  except TypeError as e
   log caught e
  end
  ? next g
 end
endprog
prog coroutine_plain_raise
 body F
  try
   yield None
  except *
   reraise
  end
 end
 main
  new g F
  ? next g
  try
   raise ZeroDivisionError
  except ZeroDivisionError as v
   try
    throw g v
   except Exception as w
    log same w
   end
  end
 end
endprog
prog coroutine_close
 body F
  try
   yield None
  except GeneratorExit
   log exiting
  end
 end
 body Simple
  yield None
 end
 main
  new g F
  ? next g
  ? close g
  ? close g
  new g F
  ? close g
  new g Simple
  ? close g
  new g Simple
  ? next g
  ? close g
 end
endprog
prog coroutine_del
 body F
  try
   yield None
  finally
   log exiting
  end
 end
 main
  new g F
  ? next g
  ? free g
 end
endprog
prog coroutine_generatorexit_is_no_exception
 body F
  try
   yield None
  except Exception
   log except
  finally
   log finally
  end
 end
 main
  new g F
  ? next g
  ? free g
 end
endprog
prog coroutine_ignores_exit
 body F
  try
   yield None
  except GeneratorExit
   yield "foo!"
  end
 end
 main
  new g F
  ? next g
  ? close g
  state g
  ? close g
  state g
 end
endprog
prog coroutine_ignores_exit_when_freed
 body F
  try
   yield None
  except GeneratorExit
   yield "foo!"
  end
 end
 main
  new g F
  ? next g
  ? free g
 end
endprog
prog coroutine_close_raises
 body F
  try
   yield None
  except GeneratorExit
   raise TypeError "fie!"
  end
 end
 main
  new g F
  ? next g
  ? close g
 end
endprog
prog coroutine_yield_in_expressions
 body F
  yield "a" -> x
  yield "b" -> y
  log stored x y
 end
 main
  new g F
  ? send g None
  ? send g 0
  ? send g 1
 end
endprog
prog genexp_stays_stopped
 body Genexp
  loop 3
   inc i
   yield i
  end
 end
 main
  new g Genexp
  loop 6
   ? next g
  end
 end
endprog
prog genexp_already_executing
 body G
  for x in @me
   yield x
  end
 end
 main
  new me G
  ? next me
 end
endprog
prog genexp_throws_through
 body Source
  yield 10
  raise ZeroDivisionError "division"
 end
 body Genexp
  for i in new Source
   yield i
  end
 end
 main
  new g Genexp
  ? next g
  ? next g
  ? next g
 end
endprog
