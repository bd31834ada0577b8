# TestInterestingEdgeCases of CPython's test_yield_from.py: what a delegated close and throw do, whatever the inner
# generator answers with.
prog test_close_and_throw_work_close
 body Inner
  yield 1
  yield 2
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? close g
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_work_throw_GeneratorExit
 body Inner
  yield 1
  yield 2
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g GeneratorExit 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_work_throw_StopIteration
 body Inner
  yield 1
  yield 2
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g StopIteration 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_work_throw_BaseException
 body Inner
  yield 1
  yield 2
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g BaseException 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_work_throw_Exception
 body Inner
  yield 1
  yield 2
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g Exception 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_generator_exit_close
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise GeneratorExit 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? close g
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_generator_exit_throw_GeneratorExit
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise GeneratorExit 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g GeneratorExit 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_generator_exit_throw_StopIteration
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise GeneratorExit 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g StopIteration 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_generator_exit_throw_BaseException
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise GeneratorExit 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g BaseException 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_generator_exit_throw_Exception
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise GeneratorExit 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g Exception 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_stop_iteration_close
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise StopIteration 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? close g
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_stop_iteration_throw_GeneratorExit
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise StopIteration 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g GeneratorExit 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_stop_iteration_throw_StopIteration
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise StopIteration 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g StopIteration 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_stop_iteration_throw_BaseException
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise StopIteration 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g BaseException 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_stop_iteration_throw_Exception
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise StopIteration 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g Exception 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_base_exception_close
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise BaseException 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? close g
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_base_exception_throw_GeneratorExit
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise BaseException 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g GeneratorExit 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_base_exception_throw_StopIteration
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise BaseException 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g StopIteration 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_base_exception_throw_BaseException
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise BaseException 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g BaseException 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_base_exception_throw_Exception
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise BaseException 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g Exception 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_exception_close
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise Exception 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? close g
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_exception_throw_GeneratorExit
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise Exception 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g GeneratorExit 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_exception_throw_StopIteration
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise Exception 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g StopIteration 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_exception_throw_BaseException
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise Exception 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g BaseException 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_raise_exception_throw_Exception
 body Inner
  try
   yield 1
   yield 2
   return 3
  finally
   raise Exception 9
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g Exception 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_yield_close
 body Inner
  try
   yield 1
  finally
   yield 2
  end
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? close g
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_yield_throw_GeneratorExit
 body Inner
  try
   yield 1
  finally
   yield 2
  end
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g GeneratorExit 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_yield_throw_StopIteration
 body Inner
  try
   yield 1
  finally
   yield 2
  end
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g StopIteration 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_yield_throw_BaseException
 body Inner
  try
   yield 1
  finally
   yield 2
  end
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g BaseException 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_yield_throw_Exception
 body Inner
  try
   yield 1
  finally
   yield 2
  end
  return 3
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g Exception 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_return_close
 body Inner
  try
   yield 1
   yield 2
  finally
   return 3
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? close g
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_return_throw_GeneratorExit
 body Inner
  try
   yield 1
   yield 2
  finally
   return 3
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g GeneratorExit 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_return_throw_StopIteration
 body Inner
  try
   yield 1
   yield 2
  finally
   return 3
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g StopIteration 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_return_throw_BaseException
 body Inner
  try
   yield 1
   yield 2
  finally
   return 3
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g BaseException 7
  state g
  ? next g
  ? next g
 end
endprog
prog test_close_and_throw_return_throw_Exception
 body Inner
  try
   yield 1
   yield 2
  finally
   return 3
  end
 end
 body Outer
  yieldfrom new Inner -> r
  return r
 end
 main
  new g Outer
  ? next g
  ? throw g Exception 7
  state g
  ? next g
  ? next g
 end
endprog
