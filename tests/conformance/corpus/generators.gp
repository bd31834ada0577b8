# What CPython's test_generators.py tests, one program for each test, by its name.
prog test_raise_and_yield_from
 body Generator1
  yieldfrom new Generator2 -> r
  return r
 end
 body Generator2
  try
   yield None
  except KeyboardInterrupt
   return "PASSED"
  else
   return "FAILED"
  end
 end
 main
  new g Generator1
  ? send g None
  ? throw g KeyboardInterrupt
 end
endprog
prog test_lambda_generator
 body F
  yield 1 -> x
  return x
 end
 body F2
  yieldfrom new F -> x
  return x
 end
 main
  new g F
  ? next g
  ? send g 2
  new g F2
  ? next g
  ? send g 2
 end
endprog
prog test_name
 body Func
  log name
  yield 1
 end
 main
  new g Func
  new h Func
  ? next h
  ? next g
 end
endprog
prog test_send_non_none_to_new_gen
 body F
  yield 1
 end
 main
  new g F
  ? send g 0
  state g
  ? next g
 end
endprog
prog test_issue103488
 body Raises
  yield None
  raise ValueError
 end
 main
  try
   for x in new Raises
    if x == 1
     return
    end
   end
  except ValueError
   log caught
  end
 end
endprog
prog test_except_throw
 body Store
  try
   logexc
   yield None
  except Exception as e
   logexc
   log context e
   yield None
   logexc
   yield None
   reraise
  end
 end
 main
  new g Store
  ? next g
  try
   raise ValueError
  except Exception as e
   ? throw g e
  end
  ? next g
  ? next g
  logexc
 end
endprog
prog test_except_next
 body Gen
  logexc
  yield "done"
 end
 main
  new g Gen
  try
   raise ValueError
  except Exception
   ? next g
  end
  logexc
 end
endprog
prog test_except_gen_except
 body Gen
  try
   logexc
   yield None
   raise TypeError
  except TypeError as e
   logexc
   log context e
  end
  logexc
  yield None
  logexc
  yield "done"
 end
 main
  new g Gen
  ? next g
  try
   raise ValueError
  except Exception
   ? next g
  end
  ? next g
  logexc
 end
endprog
prog test_nested_gen_except_loop
 body Gen
  loop 5
   logexc
   yield "doing"
  end
 end
 body Outer
  try
   raise TypeError
  except *
   for x in new Gen
    yield x
   end
  end
 end
 main
  try
   raise ValueError
  except Exception
   for x in new Outer
    log got x
    logexc
   end
  end
  logexc
 end
endprog
prog test_except_throw_exception_context
 body Gen
  try
   try
    logexc
    yield None
   except ValueError
    logexc
    raise TypeError
   end
  except Exception as e
   logexc
   log context e
  end
  logexc
  yield None
  logexc
  yield "done"
 end
 main
  new g Gen
  ? next g
  try
   raise ValueError
  except Exception as e
   ? throw g e
  end
  ? next g
  logexc
 end
endprog
prog test_stopiteration_error
 body Gen
  raise StopIteration
  yield None
 end
 main
  new g Gen
  ? next g
  ? next g
 end
endprog
prog test_tutorial_stopiteration
 body F
  yield 1
  raise StopIteration
  yield 2
 end
 main
  new g F
  ? next g
  ? next g
  ? next g
 end
endprog
prog test_return_tuple
 body G
  yield 1 -> x
  return x
 end
 main
  new g G
  ? next g
  ? send g !KeyError(2)
 end
endprog
prog test_return_stopiteration
 body G
  yield 1 -> x
  return x
 end
 main
  new g G
  ? next g
  ? send g !StopIteration(2)
 end
endprog
prog test_close_no_return_value
 body F
  yield None
 end
 main
  new g F
  ? send g None
  ? close g
 end
endprog
prog test_close_return_value
 body F
  try
   yield None
  except GeneratorExit
   return 0
  end
 end
 main
  new g F
  ? send g None
  ? close g
 end
endprog
prog test_close_not_catching_exit
 body F
  yield None
  return 0
 end
 main
  new g F
  ? send g None
  ? close g
 end
endprog
prog test_close_not_started
 body F
  try
   yield None
  except GeneratorExit
   return 0
  end
 end
 main
  new g F
  ? close g
  state g
  ? next g
 end
endprog
prog test_close_exhausted
 body F
  try
   yield None
  except GeneratorExit
   return 0
  end
 end
 main
  new g F
  ? next g
  ? next g
  ? close g
 end
endprog
prog test_close_closed
 body F
  try
   yield None
  except GeneratorExit
   return 0
  end
 end
 main
  new g F
  ? send g None
  ? close g
  ? close g
 end
endprog
prog test_close_raises
 body F
  try
   yield None
  except GeneratorExit
   pass
  end
  raise RuntimeError
 end
 main
  new g F
  ? send g None
  ? close g
 end
endprog
prog test_close_releases_frame_locals
 body Held
  try
   yield None
  finally
   log released
  end
 end
 body Genfn
  for x in new Held
   yield x
  end
 end
 main
  new g Genfn
  ? next g
  ? close g
  log after
 end
endprog
prog test_exception_context_with_yield
 body F
  try
   raise KeyError "a"
  except Exception
   yield None
  end
 end
 main
  new g F
  ? send g None
  ? throw g ValueError
 end
endprog
prog test_exception_context_with_yield_inside_generator
 body F
  try
   raise KeyError "a"
  except Exception
   try
    yield None
   except Exception as e
    log context e
    yield "b"
   end
  end
 end
 main
  new g F
  ? send g None
  ? throw g ValueError
 end
endprog
prog test_exception_context_with_yield_from
 body F
  yield None
 end
 body G
  try
   raise KeyError "a"
  except Exception
   yieldfrom new F
  end
 end
 main
  new g G
  ? send g None
  ? throw g ValueError
 end
endprog
prog test_exception_context_with_yield_from_with_context_cycle
 iter Give
  method next
   if kept == None
    set kept !KeyError("a")
   end
   return kept
  end
 end
 body F
  yield None
 end
 body G
  try
   next k -> e
   raise e
  except Exception
   try
    yieldfrom new F
   except Exception as d
    log caught d
   end
  end
  yield None
 end
 main
  new k Give
  next k -> e
  new g G
  ? send g None
  ? throw g e
  ? next g
 end
endprog
prog test_throw_after_none_exc_type
 body G
  try
   raise KeyError
  except KeyError
   pass
  end
  try
   yield None
  except Exception
   raise RuntimeError
  end
 end
 main
  new g G
  ? send g None
  ? throw g ValueError
 end
endprog
prog test_send_with_yield_from
 body Gen
  yield 1 -> x
  state g
  yield x
 end
 body Delegator
  yieldfrom new Gen
 end
 main
  new g Delegator
  ? send g None
  state g
  ? send g 2
 end
endprog
prog test_throw_with_yield_from
 body Gen
  try
   yield 1
  except RuntimeError
   state g
  end
  yield 2
 end
 body Delegator
  yieldfrom new Gen
 end
 main
  new g Delegator
  ? send g None
  ? throw g RuntimeError
  ? close g
 end
endprog
prog test_generator_gi_yieldfrom
 body A
  state b
  yield None
  state b
 end
 body B
  state b
  yieldfrom new A
  state b
  yield None
  state b
 end
 main
  new b B
  state b
  ? send b None
  state b
  ? send b None
  state b
  for x in @b
   log wrong
  end
  state b
 end
endprog
