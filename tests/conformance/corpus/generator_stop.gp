# What CPython's test_generator_stop.py tests (PEP 479).
prog test_stopiteration_wrapping
 iter F
  method next
   raise StopIteration
  end
 end
 body G
  next f -> x
  yield x
 end
 main
  new f F
  new g G
  ? next g
 end
endprog
prog test_stopiteration_wrapping_context
 iter F
  method next
   raise StopIteration 5
  end
 end
 body G
  next f -> x
  yield x
 end
 main
  new f F
  new g G
  try
   next g
  except RuntimeError as e
   log caught e
   logexc
  end
  ? next g
 end
endprog
