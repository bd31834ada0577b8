# Where gen differs from CPython on purpose, and does what the PEPs say. These traces are the model's.
prog throw_si_unstarted
 body B
  yield 1
 end
 main
  new g B
  ? throw g StopIteration 5
  state g
 end
endprog
prog throw_si_unstarted_in_handler
 body B
  yield 1
 end
 main
  new g B
  try
   raise KeyError 1
  except *
   ? throw g StopIteration 5
  end
 end
endprog
prog throw_si_at_foreign_without_throw
 iter It
  method next
   return 1
  end
 end
 body B
  yieldfrom new It -> r
  log result r
  yield 2
 end
 main
  new g B
  ? next g
  ? throw g StopIteration 5
  state g
 end
endprog
prog throw_si_at_foreign_without_throw_caught
 iter It
  method next
   return 1
  end
 end
 body B
  try
   yieldfrom new It -> r
   log result r
  except StopIteration as e
   log caught e
  end
  yield 2
 end
 main
  new g B
  ? next g
  ? throw g StopIteration 5
 end
endprog
prog foreign_close_raises_si_on_close
 iter It
  method next
   return 1
  end
  method close
   raise StopIteration 5
  end
 end
 body B
  yieldfrom new It -> r
  log result r
  yield 2
 end
 main
  new g B
  ? next g
  ? close g
  state g
  new g B
  ? next g
  ? throw g GeneratorExit 3
 end
endprog
prog delegated_throw_is_linked
 body Sub
  try
   yield 1
  except E1
   pass
  end
  logexc
  raise E2 2
 end
 body B
  try
   raise KeyError 9
  except *
   yieldfrom new Sub
  end
 end
 main
  new g B
  ? next g
  ? throw g E1 1
 end
endprog
prog delegated_throw_is_linked_for_foreign
 iter It
  method next
   logexc
   return 1
  end
  method throw
   logexc
   raise E2 2
  end
  method close
   logexc
   raise E3 3
  end
 end
 body B
  try
   raise KeyError 9
  except *
   yieldfrom new It
  end
 end
 main
  new g B
  ? next g
  ? throw g E1 1
  new g B
  ? next g
  ? close g
 end
endprog
prog delegated_close_is_linked
 body Sub
  try
   yield 1
  except GeneratorExit as e
   log sub e
   logexc
   yield 2
  end
 end
 body B
  try
   raise KeyError 9
  except *
   try
    yieldfrom new Sub
   except RuntimeError as e
    log caught e
   end
  end
 end
 main
  new g B
  ? next g
  ? close g
 end
endprog
prog close_in_a_loop_unwinds
 body Sub
  try
   yield 1
  finally
   state g
   ? next g
  end
 end
 body B
  for x in new Sub
   for y in new Sub
    yield y
   end
  end
 end
 main
  new g B
  ? next g
  ? close g
  state g
 end
endprog
prog free_ignored_releases_innermost_first
 body Sub
  try
   yield 1
  finally
   yield 2
  end
 end
 body Named
  try
   yield 1
  finally
   log named-done
  end
 end
 body B
  for x in new Named
   for y in new Named
    try
     yield 0
    except *
     yieldfrom new Sub
    end
   end
  end
 end
 main
  new g B
  ? next g
  ? free g
 end
endprog
