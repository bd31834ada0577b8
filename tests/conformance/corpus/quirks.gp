# The corners of the protocol, each in the smallest program that shows it.
prog delegate_to_itself
 body B
  try
   yieldfrom @g
  except ValueError as e
   log caught e
  end
  yield 1
 end
 main
  new g B
  ? next g
  ? next g
 end
endprog
prog delegation_loop_of_two
 body A
  yieldfrom @h
 end
 body B
  yield 1
  yieldfrom @g
 end
 main
  new g A
  new h B
  ? next g
  ? next g
  state g
  state h
 end
endprog
prog step_of_running_twice
 body B
  ? next g
  ? next g
  yieldfrom @g
 end
 main
  new g B
  ? next g
  ? next g
 end
endprog
prog step_of_running_inside_delegation
 body Inner
  ? next g
  ? send g 1
  ? throw g E1 2
  ? close g
  state g
  yield 3
  ? throw g E1 4
  ? next g
  yield 5
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? next g
  ? next g
 end
endprog
prog reenter_delegator_from_foreign_methods
 iter It
  method next
   state g
   ? next g
   inc n
   return n
  end
  method send
   ? send g 1
   return arg
  end
  method throw
   state g
   ? throw g E1
   return 7
  end
  method close
   state g
   ? close g
   ? next g
  end
 end
 body Outer
  yieldfrom new It
 end
 main
  new g Outer
  ? next g
  ? send g 5
  ? throw g KeyError 1
  ? next g
  ? close g
  state g
 end
endprog
prog throw_running_self_discards
 body B
  try
   raise KeyError 1
  except * as e
   ? throw g e
   ? throw g ValueError 2
   logexc
  end
  yield 1
 end
 main
  new g B
  ? next g
 end
endprog
prog shared_sub_two_delegators
 body Sub
  try
   yield 1 -> x
   log sub x
   yield 2 -> x
   log sub x
   return 3
  finally
   log sub-done
  end
 end
 body D
  yieldfrom @s -> r
  log result r
  yield r
 end
 main
  new s Sub
  new g D
  new h D
  ? next g
  ? next h
  state g
  state h
  ? send g 10
  ? send h 11
  ? next g
  ? next h
 end
endprog
prog shared_sub_closed_by_one
 body Sub
  try
   yield 1
   yield 2
  finally
   log sub-done
  end
 end
 body D
  try
   yieldfrom @s -> r
   log result r
  finally
   log delegator-done
  end
 end
 main
  new s Sub
  new g D
  new h D
  ? next g
  ? next h
  ? close g
  state s
  state h
  ? next h
 end
endprog
prog shared_sub_throws_in_one
 body Sub
  yield 1
  yield 2
 end
 body D
  try
   yieldfrom @s -> r
   log result r
  except * as e
   log caught e
   yield 9
  end
 end
 main
  new s Sub
  new g D
  new h D
  ? next g
  ? next h
  ? throw g E1 1
  state s
  ? throw h E2 2
  ? next g
  ? next h
 end
endprog
prog sub_resumed_behind_delegators_back
 body Sub
  yield 1
  yield 2
  yield 3
  return 4
 end
 body D
  yieldfrom @s -> r
  log result r
 end
 main
  new s Sub
  new g D
  ? next g
  ? next s
  ? next g
  ? next s
  state g
  ? next g
 end
endprog
prog sub_closed_behind_delegators_back
 body Sub
  try
   yield 1
   yield 2
  finally
   log sub-done
  end
 end
 body D
  yieldfrom @s -> r
  log result r
  yield 5
 end
 main
  new s Sub
  new g D
  ? next g
  ? close s
  state g
  ? next g
 end
endprog
prog sub_thrown_into_behind_delegators_back
 body Sub
  try
   yield 1
  except E1 as e
   log caught e
   yield 2
  end
  yield 3
 end
 body D
  yieldfrom @s -> r
  log result r
 end
 main
  new s Sub
  new g D
  ? next g
  ? throw s E1 5
  ? next g
  ? throw s E3 6
  ? throw g E2 7
  state g
 end
endprog
prog middle_of_chain_driven_directly
 body C
  yield 1
  yield 2
  yield 3
  yield 4
  return 5
 end
 body B
  yieldfrom new C -> r
  log b r
  return r
 end
 body A
  yieldfrom @b -> r
  log a r
  return r
 end
 main
  new b B
  new a A
  new z A
  ? next a
  ? next b
  ? next a
  ? next z
  ? next b
  ? next z
  ? next a
 end
endprog
prog middle_of_chain_closed_directly
 body C
  try
   yield 1
  finally
   log c
  end
 end
 body B
  try
   yieldfrom new C
  finally
   log b
  end
 end
 body A
  try
   yieldfrom @b -> r
   log result r
  finally
   log a
  end
 end
 main
  new b B
  new a A
  ? next a
  ? close b
  state a
  state b
  ? throw a E1
 end
endprog
prog delegate_to_closed
 body Sub
  yield 1
  return 2
 end
 body D
  yieldfrom @s -> r
  log result r
  yield 3
 end
 main
  new s Sub
  ? next s
  ? next s
  new g D
  ? next g
 end
endprog
prog delegate_to_started
 body Sub
  yield 1
  yield 2 -> x
  return x
 end
 body D
  yieldfrom @s -> r
  return r
 end
 main
  new s Sub
  ? next s
  new g D
  ? next g
  ? send g 6
 end
endprog
prog free_delegated_sub_handle
 body Sub
  try
   yield 1
   yield 2
  finally
   log sub-done
  end
 end
 body D
  try
   yieldfrom @s
  finally
   log d-done
  end
 end
 main
  new s Sub
  new g D
  ? next g
  ? free s
  ? next g
  ? free g
 end
endprog
prog free_running
 body B
  try
   ? free g
   log running
   yield 1
  finally
   log done
  end
 end
 main
  new g B
  ? next g
  log after
 end
endprog
prog free_running_delegator
 body Inner
  try
   ? free g
   yield 1
  finally
   log inner
  end
 end
 body Outer
  try
   yieldfrom new Inner
  finally
   log outer
  end
 end
 main
  new g Outer
  ? next g
  log after
 end
endprog
prog free_order_chain
 body C
  try
   yield 1
  finally
   log c
  end
 end
 body B
  try
   yieldfrom new C
  finally
   log b
  end
 end
 body A
  try
   yieldfrom new B
  finally
   log a
  end
 end
 main
  new g A
  ? next g
  ? free g
 end
endprog
prog overwrite_handle_finalises_old
 body B
  try
   yield 1
  finally
   state g
  end
 end
 main
  new g B
  ? next g
  ? new g B
  state g
 end
endprog
prog break_finalises_anonymous
 body B
  try
   yield 1
   yield 2
  finally
   log done
  end
 end
 main
  for x in new B
   log got x
   break
  end
  log after
 end
endprog
prog break_does_not_close_named
 body B
  try
   yield 1
   yield 2
  finally
   log done
  end
 end
 main
  new g B
  for x in @g
   log got x
   break
  end
  state g
  ? next g
 end
endprog
prog unraisable_preserves_pending
 body B
  try
   yield 1
  finally
   raise ValueError 2
  end
 end
 main
  new g B
  ? next g
  try
   raise KeyError 1
  except * as e
   free g
   logexc
   log still e
  end
  try
   for x in new B
    raise E1 3
   end
  except * as e
   log caught e
  end
 end
endprog
prog finaliser_sees_what_the_dropper_handles
 body B
  try
   yield 1
  except * as e
   log caught e
   raise E2 5
  end
 end
 main
  new g B
  ? next g
  try
   raise KeyError 1
  except *
   free g
  end
 end
endprog
prog free_ignored_skips_remaining_finally
 body B
  try
   try
    yield 1
   except *
    yield 2
    log wrong
   end
  finally
   log wrong-too
  end
 end
 main
  new g B
  ? next g
  ? free g
  log after
 end
endprog
prog free_ignored_releases_sub
 body Sub
  try
   yield 1
  finally
   log sub-done
  end
 end
 body B
  try
   yield 0
  except *
   yieldfrom new Sub
  end
 end
 main
  new g B
  ? next g
  ? free g
 end
endprog
prog free_ignored_releases_loops
 body Sub
  try
   yield 1
  finally
   log sub-done
  end
 end
 body B
  for x in new Sub
   try
    yield x
   except *
    yield 2
   end
  end
 end
 main
  new g B
  ? next g
  ? free g
 end
endprog
prog ignored_exit_generator_still_usable
 body B
  loop 3
   try
    yield 1
   except GeneratorExit as e
    log ignoring e
   end
  end
 end
 main
  new g B
  ? next g
  ? close g
  state g
  ? close g
  ? next g
  ? close g
 end
endprog
prog throw_gx_to_plain_generator_may_yield
 body B
  try
   yield 1
  except GeneratorExit as e
   log caught e
   yield 2
  end
 end
 main
  new g B
  ? next g
  ? throw g GeneratorExit 5
  ? next g
 end
endprog
prog throw_gx_unhandled_propagates
 body Sub
  try
   yield 1
  except GeneratorExit as e
   log sub e
  end
 end
 body B
  yieldfrom new Sub
 end
 main
  new g B
  ? next g
  ? throw g GeneratorExit 5
  state g
 end
endprog
prog throw_gx_delegator_may_yield
 body Sub
  try
   yield 1
  finally
   log sub-done
  end
 end
 body B
  try
   yieldfrom new Sub
  except GeneratorExit as e
   log caught e
   yield 2
  end
 end
 main
  new g B
  ? next g
  ? throw g GeneratorExit 5
  state g
  ? close g
 end
endprog
prog sub_close_raises_delegator_catches
 body Sub
  try
   yield 1
  finally
   raise E1 2
  end
 end
 body B
  try
   yieldfrom new Sub
  except E1 as e
   log caught e
   return 3
  end
 end
 main
  new g B
  ? next g
  ? close g
  new g B
  ? next g
  ? throw g GeneratorExit 4
 end
endprog
prog sub_close_raises_delegator_yields
 body Sub
  try
   yield 1
  finally
   raise E1 2
  end
 end
 body B
  try
   yieldfrom new Sub
  except E1 as e
   yield 3
  end
 end
 main
  new g B
  ? next g
  ? close g
  state g
  ? next g
 end
endprog
prog sub_close_return_value_discarded
 body Sub
  try
   yield 1
  except GeneratorExit
   return 2
  end
 end
 body B
  yieldfrom new Sub -> r
  log wrong r
 end
 main
  new g B
  ? next g
  ? close g
 end
endprog
prog sub_ignores_exit_delegator_sees_runtimeerror
 body Sub
  loop 3
   try
    yield 1
   except GeneratorExit
    pass
   end
  end
 end
 body B
  try
   yieldfrom @s
  except RuntimeError as e
   log caught e
  end
 end
 main
  new s Sub
  new g B
  ? next g
  ? close g
  state s
  ? next s
 end
endprog
prog sub_raises_generatorexit_spontaneously
 body Sub
  yield 1
  raise GeneratorExit 2
 end
 body B
  try
   yieldfrom new Sub
  except GeneratorExit as e
   log caught e
   yield 3
  end
 end
 main
  new g B
  ? next g
  ? next g
  ? next g
 end
endprog
prog close_three_levels_each_replacing
 body C
  try
   yield 1
  finally
   raise E1 1
  end
 end
 body B
  try
   yieldfrom new C
  finally
   raise E2 2
  end
 end
 body A
  try
   yieldfrom new B
  except * as e
   log caught e
   raise E3 3 from e
  end
 end
 main
  new g A
  ? next g
  ? close g
 end
endprog
prog foreign_throw_returns_value_stays_delegating
 iter It
  method next
   inc n
   return n
  end
  method throw
   log thrown exc
   return "handled"
  end
 end
 body B
  yieldfrom new It
 end
 main
  new g B
  ? next g
  ? throw g E1 5
  state g
  ? next g
 end
endprog
prog foreign_throw_stops
 iter It
  method next
   return 1
  end
  method throw
   raise StopIteration 8
  end
 end
 body B
  yieldfrom new It -> r
  log result r
 end
 main
  new g B
  ? next g
  ? throw g E1 5
 end
endprog
prog foreign_throw_raises_another
 iter It
  method next
   return 1
  end
  method throw
   raise E2 6
  end
 end
 body B
  try
   yieldfrom new It -> r
  except * as e
   log caught e
  end
 end
 main
  new g B
  ? next g
  ? throw g E1 5
 end
endprog
prog foreign_close_value_ignored
 iter It
  method next
   return 1
  end
  method close
   log closed
   return 9
  end
 end
 body B
  yieldfrom new It
 end
 main
  new g B
  ? next g
  ? close g
  new g B
  ? next g
  ? throw g GeneratorExit 3
 end
endprog
prog foreign_close_raises
 iter It
  method next
   return 1
  end
  method close
   raise E1 9
  end
 end
 body B
  try
   yieldfrom new It
  except * as e
   log caught e
   return 4
  end
 end
 main
  new g B
  ? next g
  ? close g
  new g B
  ? next g
  ? throw g GeneratorExit 3
 end
endprog
prog foreign_send_stops
 iter It
  method next
   return 1
  end
  method send
   raise StopIteration arg
  end
 end
 body B
  yieldfrom new It -> r
  log result r
 end
 main
  new g B
  ? next g
  ? send g 5
 end
endprog
prog foreign_send_none_is_next
 iter It
  method next
   log next
   return 1
  end
  method send
   log send arg
   return 2
  end
 end
 body B
  yieldfrom new It
 end
 main
  new g B
  ? next g
  ? send g None
  ? send g 0
  new i It
  ? send i None
  ? next i
 end
endprog
prog foreign_raises_in_next
 iter It
  method next
   inc n
   if n > 1
    raise E1 n
   end
   return n
  end
 end
 body B
  try
   yieldfrom new It
  except E1 as e
   log caught e
  end
  for x in new It
   yield x
  end
 end
 main
  new g B
  ? next g
  ? next g
  ? next g
 end
endprog
prog foreign_lacks_everything
 iter It
  method next
   return 1
  end
 end
 main
  new i It
  state i
  ? send i 1
  ? throw i E1
  ? close i
  ? next i
  try
   raise KeyError 1
  except *
   ? close i
  end
 end
endprog
prog foreign_methods_called_directly
 iter It
  method next
   inc n
   return n
  end
  method send
   set n arg
   return arg
  end
  method throw
   log thrown exc
   raise exc
  end
  method close
   return n
  end
 end
 main
  new i It
  ? next i
  ? send i 10
  ? next i
  ? throw i E1 2
  ? close i
 end
endprog
prog foreign_stopiteration_is_an_ordinary_exception_directly
 iter It
  method next
   raise StopIteration 4
  end
 end
 main
  new i It
  ? next i
  try
   next i
  except StopIteration as e
   log caught e
  end
 end
endprog
prog attribute_error_ends_delegation_without_closing
 iter It
  method next
   inc n
   return n
  end
  method close
   log wrong
  end
 end
 body B
  try
   yieldfrom @i
  except AttributeError as e
   log caught e
  end
  yieldfrom @i
 end
 main
  new i It
  new g B
  ? next g
  ? send g 1
  ? next g
 end
endprog
prog throw_on_unstarted_skips_finally
 body B
  try
   yield 1
  finally
   log wrong
  end
 end
 main
  new g B
  ? throw g E1 2
  state g
  ? next g
 end
endprog
prog throw_on_closed_is_unchanged
 body B
  yield 1
 end
 main
  new g B
  ? close g
  ? throw g StopIteration 2
  ? throw g GeneratorExit 3
  try
   raise KeyError 1
  except *
   ? throw g E1 4
  end
 end
endprog
prog send_exception_object_is_a_value
 body B
  yield 1 -> x
  log got x
  yield x
 end
 main
  new g B
  ? next g
  ? send g !E1(5)
 end
endprog
prog stopasynciteration_not_converted
 body B
  raise StopAsyncIteration 3
  yield 1
 end
 main
  new g B
  ? next g
 end
endprog
prog pep479_in_except_and_finally
 body A
  try
   raise KeyError 1
  except *
   raise StopIteration 2
  end
  yield 1
 end
 body B
  try
   yield 1
  finally
   raise StopIteration 3
  end
 end
 main
  new g A
  ? next g
  new h B
  ? next h
  ? next h
  new h B
  ? next h
  ? close h
  new h B
  ? next h
  ? throw h E1 4
 end
endprog
prog pep479_leak_from_next
 body Done
  return 5
  yield 1
 end
 body B
  yield 1
  next d -> x
  log wrong
 end
 main
  new d Done
  new g B
  ? next g
  ? next g
 end
endprog
prog stopiteration_caught_inside
 body Done
  return 5
  yield 1
 end
 body B
  try
   next d -> x
  except StopIteration as e
   log caught e
   return e
  end
  yield 1
 end
 main
  new d Done
  new g B
  ? next g
 end
endprog
prog return_value_once
 body B
  return 3
  yield 1
 end
 main
  new g B
  ? next g
  ? next g
  ? send g 1
 end
endprog
prog return_in_finally_swallows
 body A
  try
   yield 1
  finally
   return 2
  end
 end
 main
  new g A
  ? next g
  ? close g
  new g A
  ? next g
  ? throw g E1 3
  new g A
  ? next g
  ? throw g GeneratorExit 3
 end
endprog
prog break_in_finally_swallows
 body A
  loop 1
   try
    yield 1
   finally
    break
   end
  end
  log on
  yield 2
 end
 main
  new g A
  ? next g
  ? throw g E1 3
  ? next g
 end
endprog
prog continue_in_finally_swallows
 body A
  loop 3
   try
    yield 1
   finally
    continue
   end
  end
  return 2
 end
 main
  new g A
  ? next g
  ? throw g E1 3
  ? throw g E1 3
  ? throw g E1 3
 end
endprog
prog return_overridden_by_finally
 body A
  try
   return 1
  finally
   yield 2
   return 3
  end
 end
 main
  new g A
  ? next g
  ? next g
 end
endprog
prog yield_in_finally_during_throw
 body A
  try
   yield 1
  finally
   yield 2
   log resumed
   logexc
   yield 3
  end
  log wrong
 end
 main
  new g A
  ? next g
  ? throw g E1 4
  logexc
  ? next g
  ? next g
 end
endprog
prog throw_in_finally_during_throw
 body A
  try
   yield 1
  finally
   try
    yield 2
   finally
    yield 3
   end
  end
 end
 main
  new g A
  ? next g
  ? throw g E1 4
  ? throw g E2 5
  ? throw g E3 6
 end
endprog
prog handled_exception_does_not_leak_out
 body A
  try
   raise KeyError 1
  except *
   yield 1
   logexc
   yield 2
  end
 end
 main
  new g A
  ? next g
  logexc
  try
   raise E1 5
  except *
   ? next g
   logexc
  end
  logexc
 end
endprog
prog handled_exception_of_the_caller_is_seen
 body B
  logexc
  yield 1
  logexc
  raise E2 2
 end
 body A
  logexc
  yieldfrom new B
 end
 main
  new g A
  try
   raise E1 5
  except *
   ? next g
  end
  try
   raise E3 6
  except *
   ? next g
  end
 end
endprog
prog nested_handlers_in_a_chain
 body C
  try
   yield 1
  except * as e
   log c e
   logexc
   raise E3 3
  end
 end
 body B
  try
   raise KeyError 2
  except *
   yieldfrom new C
  end
 end
 body A
  try
   yieldfrom new B
  except * as e
   log a e
   logexc
  end
 end
 main
  new g A
  ? next g
  try
   raise E1 9
  except *
   ? next g
  end
 end
endprog
prog raise_from
 body A
  try
   raise KeyError 1
  except * as e
   try
    raise E1 2 from e
   except * as d
    log caught d
    try
     raise E2 3 from None
    except * as c
     log caught c
     set x c
     raise x from d
    end
   end
  end
  yield 1
 end
 main
  new g A
  ? next g
 end
endprog
prog raise_handled_exception_again
 body A
  try
   raise KeyError 1
  except * as e
   try
    raise E1 2
   except * as d
    try
     raise d
    except * as c
     log same c
    end
    raise e
   end
  end
  yield 1
 end
 main
  new g A
  ? next g
 end
endprog
prog context_cycle_broken
 body A
  try
   raise KeyError 1
  except * as a
   try
    raise E1 2
   except * as b
    try
     raise E2 3
    except * as c
     try
      raise a
     except * as d
      log caught d
      log then c
      log then b
     end
    end
   end
  end
  yield 1
 end
 main
  new g A
  ? next g
 end
endprog
prog reraise_keeps_context
 body A
  try
   try
    raise KeyError 1
   except *
    raise E1 2
   end
  except *
   yield 1
   reraise
  end
 end
 main
  new g A
  ? next g
  try
   raise E3 5
  except *
   ? next g
  end
 end
endprog
prog bare_raise_with_nothing_handled
 body A
  try
   reraise
  except RuntimeError as e
   log caught e
  end
  yield 1
 end
 main
  new g A
  ? next g
 end
endprog
prog bare_raise_sees_callers_exception
 body A
  reraise
  yield 1
 end
 main
  new g A
  try
   raise KeyError 1
  except *
   ? next g
  end
 end
endprog
prog close_context_is_the_closers
 body A
  try
   yield 1
  except GeneratorExit as e
   log caught e
   raise E1 2
  end
 end
 main
  new g A
  ? next g
  try
   raise KeyError 1
  except *
   ? close g
  end
 end
endprog
prog close_context_is_its_own_if_it_handles
 body A
  try
   raise E3 3
  except *
   try
    yield 1
   except GeneratorExit as e
    log caught e
   end
  end
 end
 main
  new g A
  ? next g
  try
   raise KeyError 1
  except *
   ? close g
  end
 end
endprog
prog ignored_exit_context
 body A
  try
   yield 1
  except GeneratorExit
   yield 2
  end
 end
 main
  new g A
  ? next g
  try
   raise KeyError 1
  except *
   ? close g
  end
  ? close g
 end
endprog
prog multi_level_throw_overwrites_context
 body C
  try
   raise E1 1
  except *
   yield 1
  end
 end
 body B
  try
   raise E2 2
  except *
   yieldfrom new C
  end
 end
 body A
  try
   raise E3 3
  except *
   yieldfrom new B
  end
 end
 main
  new g A
  ? next g
  ? throw g KeyError 9
 end
endprog
prog deep_chain_send_throw_close
 iter Depth
  method next
   inc n
   return n
  end
 end
 body B
  next d -> n
  if n < 1000
   try
    yieldfrom new B -> r
   except E2
    yield "caught"
   end
   return r
  end
  loop 3
   try
    yield n -> x
    log bottom x
   except E1 as e
    log bottom e
   end
  end
  return n
 end
 main
  new d Depth
  new g B
  ? next g
  ? send g 5
  ? throw g E1 6
  ? next g
  ? next g
  new d Depth
  new g B
  ? next g
  ? throw g E2 7
  ? close g
  new d Depth
  new g B
  ? next g
  ? free g
 end
endprog
prog deep_chain_closes_innermost_first
 iter Depth
  method next
   inc n
   return n
  end
 end
 body B
  next d -> n
  try
   if n < 6
    yieldfrom new B
   else
    yield n
   end
  finally
   log closing n
  end
 end
 main
  new d Depth
  new g B
  ? next g
  ? close g
  new d Depth
  new g B
  ? next g
  ? free g
  new d Depth
  new g B
  ? next g
  ? throw g E1 1
 end
endprog
prog unset_handle
 body B
  yieldfrom @nothing
 end
 main
  ? next g
  ? close g
  ? free g
  ? throw g E1
  state g
  new h B
  ? next h
  for x in @g
   log wrong
  end
 end
endprog
prog raise_a_value_that_is_no_exception
 main
  set x 5
  raise x
 end
endprog
prog throw_a_value_that_is_no_exception
 iter It
  method next
   return 1
  end
  method throw
   log thrown exc
   return exc
  end
 end
 body B
  yield 1
  yield 2
 end
 main
  new g B
  set x 5
  ? throw g x
  ? next g
  ? throw g v
  ? next g
  ? throw g x
  ? close g
  ? throw g x
  new i It
  ? throw i x
  ? throw i v
 end
endprog
prog throw_the_same_exception_many_times
 body B
  loop 5
   try
    yield 1
   except * as e
    try
     raise KeyError 9
    except *
     yield e
    end
   end
  end
 end
 main
  new g B
  new h B
  ? next g
  ? next h
  set x !E1(1)
  ? throw g x -> y
  ? throw g y
  ? throw h x
  ? throw g x
  ? next g
  ? throw h y
 end
endprog
prog throw_refused_during_a_throw
 body Inner
  try
   yield 1
  except E1
   ? throw g E2 2
   raise E3 3
  end
 end
 body Outer
  try
   raise KeyError 9
  except *
   yieldfrom new Inner
  end
 end
 main
  new g Outer
  ? next g
  ? throw g E1 1
 end
endprog
