# The generator part of CPython's test_contextlib.py: what @contextmanager asks of a generator. Entering is a next,
# leaving is a next that must be the last, and leaving by an exception is a throw.
prog test_contextmanager_plain
 body Woohoo
  log state 1
  yield 42
  log state 999
 end
 main
  new g Woohoo
  ? next g -> x
  log state x
  ? next g
 end
endprog
prog test_contextmanager_finally
 body Woohoo
  log state 1
  try
   yield 42
  finally
   log state 999
  end
 end
 main
  new g Woohoo
  ? next g -> x
  try
   log state x
   raise ZeroDivisionError
  except * as e
   ? throw g e
  end
 end
endprog
prog test_contextmanager_traceback
 body F
  yield None
 end
 main
  new g F
  next g
  try
   raise ZeroDivisionError 1
  except * as e
   try
    throw g e
   except * as d
    log same d
    logexc
   end
  end
 end
endprog
prog test_contextmanager_no_reraise
 body Whee
  yield None
 end
 main
  new g Whee
  ? next g
  ? throw g TypeError "foo"
 end
endprog
prog test_contextmanager_trap_no_yield
 body Whoo
  if x == 1
   yield None
  end
 end
 main
  new g Whoo
  ? next g
 end
endprog
prog test_contextmanager_trap_second_yield
 body Whoo
  yield None
  yield None
 end
 main
  new g Whoo
  ? next g
  ? next g
  ? close g
 end
endprog
prog test_contextmanager_trap_yield_after_throw
 body Whoo
  try
   yield None
  except *
   yield None
  end
 end
 main
  new g Whoo
  ? next g
  ? throw g TypeError "foo"
  ? close g
  state g
 end
endprog
prog test_contextmanager_except
 body Woohoo
  log state 1
  try
   yield 42
  except ZeroDivisionError as e
   log state e
  end
 end
 main
  new g Woohoo
  ? next g -> x
  try
   log state x
   raise ZeroDivisionError 999
  except * as e
   ? throw g e
  end
 end
endprog
prog test_contextmanager_except_stopiter
 body Woohoo
  yield None
 end
 main
  new g Woohoo
  ? next g
  try
   raise StopIteration "spam"
  except * as e
   ? throw g e
   ? throw g e
  end
 end
endprog
prog test_contextmanager_except_pep479
 body Woohoo
  yield None
 end
 main
  set stop !StopIteration("spam")
  new g Woohoo
  next g
  try
   throw g stop
  except RuntimeError as e
   log caught e
  end
 end
endprog
prog test_contextmanager_do_not_unchain_non_stopiteration_exceptions
 body Woohoo
  try
   yield None
  except Exception as exc
   raise RuntimeError "Chained" from exc
  end
 end
 main
  new g Woohoo
  next g
  try
   raise ZeroDivisionError
  except * as e
   ? throw g e
  end
  new g Woohoo
  next g
  try
   raise StopIteration "Unchained"
  except * as e
   ? throw g e
  end
 end
endprog
prog test_contextmanager_wrap_runtimeerror
 body Woohoo
  try
   yield None
  except * as exc
   raise RuntimeError 1 from exc
  end
 end
 main
  new g Woohoo
  next g
  try
   raise RuntimeError 2
  except * as e
   ? throw g e
  end
 end
endprog
prog test_contextmanager_wrap_runtimeerror_stopiteration
 body Woohoo
  try
   yield None
  except * as exc
   raise RuntimeError 1 from exc
  end
 end
 main
  new g Woohoo
  next g
  ? throw g StopIteration 3
 end
endprog
prog test_contextmanager_non_normalised
 body Context
  try
   yield None
  except *
   raise RuntimeError
  end
 end
 main
  new g Context
  next g
  ? throw g NameError
 end
endprog
prog test_recursive
 iter Depth
  method next
   inc n
   return n
  end
 end
 body Woohoo
  next d -> before
  log enter before
  if before < 10
   yieldfrom new Woohoo
  else
   yield before
  end
  log leave before
 end
 main
  new d Depth
  for x in new Woohoo
   log reached x
  end
 end
endprog
prog test_closing
 iter C
  method next
   return None
  end
  method close
   log closed
  end
 end
 main
  new c C
  ? close c
 end
endprog
prog test_closing_error
 iter C
  method next
   return None
  end
  method close
   log closed
  end
 end
 main
  new c C
  try
   raise ZeroDivisionError
  finally
   ? close c
  end
 end
endprog
