# What CPython's test_yield_from.py tests (TestPEP380Operation), one program for each test, by its name.
prog test_delegation_of_initial_next_to_subgenerator
 body G1
  log starting
  yieldfrom new G2
  log finishing
 end
 body G2
  log starting
  yield 42
  log finishing
 end
 main
  for x in new G1
   log yielded x
  end
 end
endprog
prog test_raising_exception_in_initial_next_call
 body G1
  try
   log starting
   yieldfrom new G2
  finally
   log finishing
  end
 end
 body G2
  try
   log starting
   raise ValueError "inquisition"
  finally
   log finishing
  end
 end
 main
  try
   for x in new G1
    log yielded x
   end
  except ValueError as e
   log caught e
  end
 end
endprog
prog test_delegation_of_next_call_to_subgenerator
 body G1
  log starting
  yield "g1-ham"
  yieldfrom new G2
  yield "g1-eggs"
  log finishing
 end
 body G2
  log starting
  yield "g2-spam"
  yield "g2-more-spam"
  log finishing
 end
 main
  for x in new G1
   log yielded x
  end
 end
endprog
prog test_raising_exception_in_delegated_next_call
 body G1
  try
   log starting
   yield "g1-ham"
   yieldfrom new G2
   yield "g1-eggs"
  finally
   log finishing
  end
 end
 body G2
  try
   log starting
   yield "g2-spam"
   raise ValueError "eels"
   yield "g2-more-spam"
  finally
   log finishing
  end
 end
 main
  try
   for x in new G1
    log yielded x
   end
  except ValueError as e
   log caught e
  end
 end
endprog
prog test_delegation_of_send
 body G1
  log starting
  yield "g1-ham" -> x
  log received x
  yieldfrom new G2
  yield "g1-eggs" -> x
  log received x
  log finishing
 end
 body G2
  log starting
  yield "g2-spam" -> x
  log received x
  yield "g2-more-spam" -> x
  log received x
  log finishing
 end
 main
  new g G1
  next g
  loop 10
   inc x
   ? send g x
  end
 end
endprog
prog test_handling_exception_while_delegating_send
 body G1
  log starting
  yield "g1-ham" -> x
  log received x
  yieldfrom new G2
  yield "g1-eggs" -> x
  log received x
 end
 body G2
  log starting
  yield "g2-spam" -> x
  log received x
  raise ValueError "eels"
  yield "g2-more-spam" -> x
 end
 main
  new g G1
  next g
  loop 10
   inc x
   send g x -> y
   log yielded y
  end
 end
endprog
prog test_delegating_close
 body G1
  try
   log starting
   yield "g1-ham"
   yieldfrom new G2
   yield "g1-eggs"
  finally
   log finishing
  end
 end
 body G2
  try
   log starting
   yield "g2-spam"
   yield "g2-more-spam"
  finally
   log finishing
  end
 end
 main
  new g G1
  ? next g
  ? next g
  ? close g
 end
endprog
prog test_handing_exception_while_delegating_close
 body G1
  try
   log starting
   yield "g1-ham"
   yieldfrom new G2
   yield "g1-eggs"
  finally
   log finishing
  end
 end
 body G2
  try
   log starting
   yield "g2-spam"
   yield "g2-more-spam"
  finally
   log finishing
   raise ValueError "nybbles"
  end
 end
 main
  new g G1
  ? next g
  ? next g
  ? close g
 end
endprog
prog test_delegating_throw
 body G1
  try
   log starting
   yield "g1-ham"
   yieldfrom new G2
   yield "g1-eggs"
  finally
   log finishing
  end
 end
 body G2
  try
   log starting
   yield "g2-spam"
   yield "g2-more-spam"
  finally
   log finishing
  end
 end
 main
  new g G1
  ? next g
  ? next g
  ? throw g ValueError "tomato"
 end
endprog
prog test_value_attribute_of_StopIteration_exception
 main
  set e !StopIteration
  log plain e
  set e !StopIteration("spam")
  log value e
 end
endprog
prog test_exception_value_crash
 body G1
  yieldfrom new G2 -> r
  log returned r
 end
 body G2
  yield "g2"
  return !KeyError(42)
 end
 main
  for x in new G1
   log yielded x
  end
 end
endprog
prog test_generator_return_value
 body G1
  yield "g1-ham"
  yieldfrom new GNone -> r
  log returned r
  yieldfrom new GOne -> r
  log returned r
  yieldfrom new GStop -> r
  log returned r
  yield "g1-eggs"
 end
 body GNone
  yield "spam"
  yield "more-spam"
 end
 body GOne
  yield "spam"
  return 1
 end
 body GStop
  yield "spam"
  return !StopIteration(3)
 end
 main
  for x in new G1
   log yielded x
  end
 end
endprog
prog test_delegation_of_next_to_non_generator
 body G
  yieldfrom new Range3
 end
 iter Range3
  method next
   inc n
   if n > 3
    raise StopIteration
   end
   return n
  end
 end
 main
  for x in new G
   log yielded x
  end
 end
endprog
prog test_conversion_of_sendNone_to_next
 body G
  yieldfrom new Range3
 end
 iter Range3
  method next
   inc n
   if n > 3
    raise StopIteration
   end
   return n
  end
 end
 main
  new g G
  ? send g None
  ? send g None
  ? send g None
  ? send g None
 end
endprog
prog test_delegation_of_close_to_non_generator
 body G
  try
   log starting
   yieldfrom new Range3
   log wrong
  finally
   log finishing
  end
 end
 iter Range3
  method next
   inc n
   return n
  end
 end
 main
  new g G
  ? next g
  ? close g
 end
endprog
prog test_delegating_throw_to_non_generator
 body G
  try
   log starting
   yieldfrom new Range
  finally
   log finishing
  end
 end
 iter Range
  method next
   inc n
   return n
  end
 end
 main
  new g G
  loop 5
   ? next g
  end
  ? throw g ValueError "tomato"
 end
endprog
prog test_attempting_to_send_to_non_generator
 body G
  try
   log starting
   yieldfrom new Range
   log wrong
  finally
   log finishing
  end
 end
 iter Range
  method next
   inc n
   return n
  end
 end
 main
  new g G
  ? next g
  ? send g 42
  ? send g 42
 end
endprog
prog test_exception_in_initial_next_call
 body G1
  log before
  yieldfrom new G2
  log wrong
 end
 body G2
  raise ZeroDivisionError
  yield 1
 end
 main
  new g G1
  ? next g
 end
endprog
prog test_attempted_yield_from_loop
 body G1
  log starting
  yield "y1"
  log before
  yieldfrom new G2
  log wrong
 end
 body G2
  log starting
  yield "y2"
  log before
  yieldfrom @g
  log wrong
 end
 main
  new g G1
  try
   for y in @g
    log yielded y
   end
  except ValueError as e
   log caught e
  end
 end
endprog
prog test_returning_value_from_delegated_throw
 body G1
  try
   log starting
   yield "g1-ham"
   yieldfrom new G2
   yield "g1-eggs"
  finally
   log finishing
  end
 end
 body G2
  try
   log starting
   yield "g2-spam"
   yield "g2-more-spam"
  except E1
   log caught
   yield "g2-lunch-saved"
   yield "g2-yet-more-spam"
  end
 end
 main
  new g G1
  ? next g
  ? next g
  ? throw g E1 "tomato"
  for x in @g
   log yielded x
  end
 end
endprog
prog test_next_and_return_with_value
 body GNone
  yield None
 end
 body GOne
  yield None
  return 1
 end
 body GStop
  yield None
  return !StopIteration(3)
 end
 main
  new g GNone
  ? next g
  ? next g
  new g GOne
  ? next g
  ? next g
  new g GStop
  ? next g
  ? next g
 end
endprog
prog test_send_and_return_with_value
 body GNone
  yield None -> x
  log received x
 end
 body GOne
  yield None -> x
  log received x
  return 1
 end
 body GStop
  yield None -> x
  log received x
  return !StopIteration(3)
 end
 main
  new g GNone
  ? next g
  ? send g "spam"
  new g GOne
  ? next g
  ? send g "spam"
  new g GStop
  ? next g
  ? send g "spam"
 end
endprog
prog test_catching_exception_from_subgen_and_returning
 body Inner
  try
   yield 1
  except ValueError
   log caught
  end
  return 2
 end
 body InnerStop
  try
   yield 1
  except ValueError
   log caught
  end
  return !StopIteration(2)
 end
 body Outer
  yieldfrom new Inner -> v
  log returned v
  yield v
  yieldfrom new InnerStop -> v
  log returned v
  yield v
 end
 main
  new g Outer
  ? next g
  ? throw g ValueError
  ? next g
  ? throw g ValueError
 end
endprog
prog test_throwing_GeneratorExit_into_subgen_that_returns
 body F
  try
   log enter
   yield None
   log exit
  except GeneratorExit
   return
  end
 end
 body G
  log enter
  yieldfrom new F
  log exit
 end
 main
  new g G
  ? next g
  ? throw g GeneratorExit
 end
endprog
prog test_throwing_GeneratorExit_into_subgenerator_that_yields
 body F
  try
   log enter
   yield None
   log exit
  except GeneratorExit
   yield None
  end
 end
 body G
  log enter
  yieldfrom new F
  log exit
 end
 main
  new g G
  ? next g
  ? throw g GeneratorExit
 end
endprog
prog test_throwing_GeneratorExit_into_subgen_that_raises
 body F
  try
   log enter
   yield None
   log exit
  except GeneratorExit
   raise ValueError "bunny"
  end
 end
 body G
  log enter
  yieldfrom new F
  log exit
 end
 main
  new g G
  ? next g
  ? throw g GeneratorExit
 end
endprog
prog test_yield_from_empty
 body G
  yieldfrom new Empty
 end
 iter Empty
  method next
   raise StopIteration
  end
 end
 main
  new g G
  ? next g
 end
endprog
prog test_delegating_generators_claim_to_be_running_iteration
 body One
  yield 0
  yieldfrom new Two
  yield 3
 end
 body Two
  yield 1
  try
   state g
   yieldfrom @g
  except ValueError as e
   log caught e
  end
  yield 2
 end
 main
  new g One
  for x in @g
   log yielded x
  end
 end
endprog
prog test_delegating_generators_claim_to_be_running_send
 body One
  yield 0
  yieldfrom new Two
  yield 3
 end
 body Two
  yield 1
  try
   yieldfrom @g
  except ValueError as e
   log caught e
  end
  yield 2
 end
 main
  new g One
  ? next g
  loop 4
   ? send g 42
  end
 end
endprog
prog test_delegating_generators_claim_to_be_running_throw
 body One
  try
   yield 0
  except E1
   pass
  end
  yieldfrom new Two
  try
   yield 3
  except E1
   pass
  end
 end
 body Two
  try
   yield 1
  except E1
   pass
  end
  try
   yieldfrom @g
  except ValueError as e
   log caught e
  end
  try
   yield 2
  except E1
   pass
  end
 end
 main
  new g One
  ? next g
  loop 4
   ? throw g E1
  end
 end
endprog
prog test_delegating_generators_claim_to_be_running_close
 body One
  yieldfrom new It
 end
 iter It
  method next
   return 42
  end
  method close
   state g
   ? next g
  end
 end
 main
  new g One
  ? next g
  ? close g
  state g
 end
endprog
prog test_custom_iterator_return
 body G
  yieldfrom new It -> r
  log result r
 end
 iter It
  method next
   raise StopIteration 42
  end
 end
 main
  for x in new G
   log yielded x
  end
 end
endprog
prog test_send_tuple_with_custom_generator
 body Outer
  yieldfrom new It -> v
 end
 iter It
  method next
   return 42
  end
  method send
   log sent arg
   return None
  end
 end
 main
  new g Outer
  ? next g
  ? send g !KeyError(1234)
 end
endprog
