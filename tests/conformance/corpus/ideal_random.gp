# Random programs of seed 2026.
prog r2026_174
 body B2
  return !TypeError(!E1(1))
  yield 4
 end
 body B1
  next c -> n
  if n < 20
   yieldfrom new B1 -> x
   return x
  else
   try
    yieldfrom new I0 -> x
   except * as e
    for y in new B2
     yield x -> x
     logexc
     yield !StopIteration -> x
    end
   end
   yield y -> x
  end
 end
 iter C
  method next
   inc n
   return n
  end
 end
 iter I0
  method next
   log inext n
   raise GeneratorExit 1
  end
  method send
   ? close g
   return 2
  end
  method throw
   log ithrow exc
   raise exc
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k B1
  new h B2
  new g B1
  ? next h
  ? next g
  ? throw k StopIteration -> y
  ? next h
  ? throw k BaseX 8
  ? next k
  ? throw g ValueError 9 -> x
  ? close k
  ? close h -> y
  ? next k
 end
endprog
prog r2026_254
 body B0
  set x 1
 end
 body B1
  try
   try
    yield 3 -> x
   except GeneratorExit as e
    inc x
    yield 4
    raise E2 from e
   end
   try
    yield None
   finally
    yield 7
   end
  finally
   yield 2
  end
  log t8 x e
 end
 iter I0
  method next
   return 9
  end
  method send
   return 10
  end
 end
 main
  new h I0
  new g B1
  ? next g
  ? next k
  ? throw k AttributeError x
  state g
  ? next k -> y
  ? next g -> x
  ? next k
  try
   raise StopIteration 11
  except * as m
   ? free k
  end
  ? throw g TypeError -> x
  ? new h B0
  ? next k
  ? next k
  try
   raise GeneratorExit y
  except * as m
   ? throw h StopIteration 12
  end
  ? next k
  ? next h
 end
endprog
prog r2026_439
 body B0
  reraise
  try
   yield 1 -> x
  finally
   try
    yieldfrom new B1 -> x
   except GeneratorExit as e
    log t2 y
    raise e
   end
  end
 end
 body B1
  loop 3
   try
    try
     yield 1 -> x
    except * as e
     yield x
    end
   finally
    log f5
   end
   break
  end
 end
 iter I0
  method next
   inc n
   if n > 3
    raise E1 7
   end
   log inext n
   return 8
  end
  method send
   ? send g None -> x
   return n
  end
  method close
   log iclose n
   return n
  end
 end
 main
  new g I0
  new h B1
  new k B1
  ? next g
  ? next h
  ? throw k StopIteration x -> y
  ? next h
  ? close h -> x
  ? next k
  ? throw h StopIteration !BaseX(11)
  ? next g
  ? new g I0
  ? close k
  state g
  ? throw h StopIteration e
  ? throw h StopAsyncIteration
  ? send h 12
  ? free k
  ? next k
  ? free g
 end
endprog
prog r2026_459
 body B0
  ? next g
  raise e
 end
 body B1
  next k -> y
 end
 body B2
  yieldfrom @g
  ? throw h StopIteration 1
 end
 iter I0
  method next
   return None
  end
  method throw
   log ithrow exc
   return 3
  end
  method close
   ? next g
   return !E2(2)
  end
 end
 main
  new g I0
  new k B0
  ? next k
  ? new k B1
  ? throw k StopIteration y
  ? next h
  ? next h
  ? next h
  ? free h
  ? close g
 end
endprog
prog r2026_492
 body B0
  raise StopIteration !E3(1) from e
  raise x
  yield 2 -> x
  logexc
 end
 body B1
  next h
  try
   yield 1 -> x
  except * as e
   try
    yieldfrom new B2
   except E1 as e
    log c3 e
    yield 4 -> x
    logexc
   end
   logexc
  end
  ? free k
  raise BaseX 5
 end
 body B2
  yield 6 -> y
  try
   yield 1 -> x
  except * as e
   yield 7
   send h None
   logexc
  end
  yield 8 -> x
  raise TypeError
 end
 main
  new g B1
  new k B2
  new h B0
  ? next g
  ? next h
  ? send g 0
  ? send g y
  ? throw k StopIteration None
  ? throw k GeneratorExit !AttributeError
  ? next h
  state h
  state h
  ? next g
  ? throw h GeneratorExit
  ? next h
 end
endprog
prog r2026_555
 body B0
  yieldfrom new B2
  log t1 x
  state k
  for y in @h
   yield x
   try
    yield x -> x
   except TypeError as e
    yieldfrom new B1 -> y
    yield -1 -> x
   end
  end
  yieldfrom new B2 -> x
  log t2 x
 end
 body B1
  ? throw g StopIteration 5
  ? throw g BaseX
  try
   raise E1 7
  finally
   yield y -> y
  end
 end
 body B2
  next h
  yield !StopIteration(!E1(1)) -> x
  if x == None
   yield !StopIteration(9) -> x
   try
    raise ValueError None
   finally
    yield x -> x
    for x in @k
     ? next k
     ? close k
    end
    ? free h
    return 11
   end
  else
   logexc
   throw h E3 y
  end
 end
 main
  new g B0
  new k B1
  ? next k
  ? next k
  ? throw g GeneratorExit 13 -> y
  ? throw k AssertionError -> x
  ? new g B0
  ? next g
  try
   raise BaseX y
  except * as m
   ? throw k KeyboardInterrupt
   ? close g
  end
  ? next k
  ? next h
  ? next g
  ? throw h StopAsyncIteration
 end
endprog
prog r2026_595
 body B0
  try
   yield y -> y
  except LookupError as e
   yield 0 -> x
  end
 end
 body B1
  try
   yield 1 -> x
  except GeneratorExit as e
   yield None -> y
  end
  log t1
 end
 body B2
  yieldfrom @g -> y
 end
 main
  new g B1
  new h B1
  new k B2
  ? next h
  ? throw g StopIteration 2 -> y
  ? next h
  ? throw g GeneratorExit
  ? throw h KeyboardInterrupt
  ? send g !TypeError(x)
  ? next k
  ? throw h KeyboardInterrupt 4
  ? free h
  ? free g
 end
endprog
prog r2026_752
 body B0
  ? throw g StopIteration 1 -> y
 end
 body B1
  try
   yieldfrom @g -> x
  finally
   log t2 x
  end
 end
 body B2
  try
   yield 1 -> x
  except GeneratorExit as e
   yieldfrom @k
  end
  for x in @h
   try
    try
     yield 1 -> x
    except GeneratorExit as e
     yield 4 -> y
    end
   finally
    log f5
   end
   continue
  end
  return !StopIteration(7)
 end
 main
  new g B0
  new k B0
  ? next k
  ? next k
  ? next g -> x
  ? send k 9
  ? next k
  ? close k -> x
  ? send k -1
  ? throw k RuntimeError None -> y
  ? next g -> y
  ? send k x
  ? throw h E3 10
  ? close h -> x
  ? close g
  ? close k -> x
  ? next g
  ? next g
 end
endprog
prog r2026_782
 body B0
  yield None -> x
 end
 body B1
  log t1 x
  yield !StopIteration -> x
 end
 body B2
  raise StopIteration 4
  try
   yieldfrom @g
  except TypeError as e
   log c7 e
   yield 8
  finally
   yield y -> x
   yield !E2(x)
  end
  try
   yield 10 -> x
  except StopIteration as e
   log t11 y
   raise StopIteration
  end
 end
 main
  new h B0
  new g B2
  new k B0
  ? next h
  ? next g
  ? throw k StopIteration
  ? next k
  ? next k
  ? next g
  ? throw g NameError 15 -> x
  ? next k
  try
   raise GeneratorExit x
  except * as m
   ? throw g ValueError 16
   ? next g
   state g
  end
  ? next h
  ? next k
  ? close h
  ? close g -> x
  ? next h
 end
endprog
prog r2026_794
 body B0
  ? throw g StopIteration
  yieldfrom new B1 -> y
  log t1 x
  log t2 x e
 end
 body B1
  ? throw g ValueError 3
  close k -> y
  log t4 x e
 end
 body B2
  try
   yield 5
  except E1 as e
   yieldfrom @k -> y
   raise E2 from e
  finally
   ? next k
   ? next h -> x
  end
  try
   yieldfrom new I0 -> x
  except E1 as e
   next k
  end
  yield 7 -> y
  ? next h
 end
 body B3
  try
   yieldfrom new I0 -> y
  finally
   ? throw g StopIteration
  end
 end
 iter I0
  method next
   log inext n
   return !E2(2)
  end
  method send
   return !E2(2)
  end
  method throw
   ? throw g E3 x -> y
   return !E2(2)
  end
 end
 main
  new h B0
  new g B3
  ? next h
  ? next g
  ? next h
  ? next g
  ? next k
  ? next h
  for x in @h
   log m x
  end
  ? free h
  ? send h 11 -> x
 end
endprog
prog r2026_812
 body B0
  logexc
  reraise
  yield "s" -> x
  try
   yieldfrom new B3 -> x
  except RuntimeError as e
   return 1
  end
 end
 body B1
  yield 2 -> x
  yieldfrom @k -> x
  log t3
  state k
 end
 body B2
  yieldfrom new B3
  log t4 x
  yieldfrom new B3 -> x
 end
 body B3
  for x in @h
   try
    yieldfrom @k -> y
   except StopIteration as e
    yieldfrom @k
   end
  end
 end
 main
  new g B1
  new k B1
  new h B0
  ? next g
  ? send k 5
  ? throw k StopIteration 6
  ? send h 7
  try
   raise KeyError 8
  except * as m
   ? next h
   state g
   ? new g B1
  end
  ? next k
  ? throw h StopIteration !StopIteration
  ? next h
  state h
  ? send h 9
  ? next h
  state g
  ? send g 10
 end
endprog
prog r2026_873
 body B2
  raise KeyboardInterrupt None
  logexc
  raise StopAsyncIteration 3
 end
 body B1
  next c -> n
  if n < 100
   try
    yieldfrom new B1 -> x
   finally
    inc x
   end
  else
   yieldfrom @k -> x
   for y in new B2
    ? free k
    yieldfrom @g -> y
    log t4
   end
  end
 end
 iter C
  method next
   inc n
   return n
  end
 end
 iter I0
  method next
   inc n
   return None
  end
  method send
   log isend arg
   next k
   return 2
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B1
  new g B1
  new k B1
  ? next g
  ? next k
  try
   raise RuntimeError x
  except * as m
   ? throw h StopIteration !KeyboardInterrupt
   ? next h
  end
  ? next g
  ? next k
  ? next g
  ? throw h StopIteration 0
  ? next h
 end
endprog
prog r2026_972
 body B0
  raise StopIteration 1
  yieldfrom new B1 -> y
  log t4 y
 end
 body B1
  throw k StopIteration 5 -> x
 end
 body B2
  for x in @g
   yieldfrom @g -> x
   log t7
  end
  throw h StopIteration 5 -> x
  yieldfrom new I0 -> x
  log t10 x e
 end
 iter I0
  method next
   ? throw g TypeError 11
   return n
  end
  method send
   logexc
   return 13
  end
  method throw
   ? throw h GeneratorExit
   return None
  end
  method close
   ? send h 15
   raise StopIteration
  end
 end
 main
  new h B0
  new g B1
  new k B0
  ? next g
  ? next k
  ? next g
  ? new h B0
  ? throw g ValueError 17
  ? next g
  try
   raise GeneratorExit 18
  except * as m
   ? throw h StopIteration y
  end
  try
   raise StopAsyncIteration x
  except * as m
   ? send h x
   ? new k B0
  end
  ? next h
  ? close h
  ? close k
  ? close g -> x
  ? next k
  ? throw k GeneratorExit !StopIteration -> y
 end
endprog
prog r2026_975
 body B0
  ? throw k StopIteration 3
  ? throw g StopIteration 6
 end
 body B1
  set x x
 end
 body B2
  try
   yieldfrom @k -> y
  except E1
   ? throw g StopIteration 8
  end
  logexc
  next k -> x
  try
   raise KeyboardInterrupt 12
  finally
   yield 13 -> x
  end
 end
 main
  new g B0
  new h B0
  new k B1
  ? next h
  ? next g
  ? next h
  ? next g
  ? throw k AssertionError x -> y
  ? throw h BaseX None
  ? next h
  ? throw k StopIteration -> x
  ? next k
  ? next g
  ? next g
  ? next h
  try
   raise RuntimeError 14
  except * as m
   ? next h
  end
 end
endprog
prog r2026_1006
 body B0
  try
   yieldfrom @k -> y
  except ValueError as e
   log c1 e
   ? close g -> y
   logexc
  end
  log t2 x
 end
 body B1
  raise StopIteration 3
  yield 6
  yieldfrom new I0
 end
 iter I0
  method next
   inc n
   if n > 1
    raise E1 8
   end
   ? new k B0
   return 9
  end
  method send
   ? send k None
   return None
  end
 end
 main
  new k B0
  new g B1
  new h B1
  ? next g
  ? next h
  ? send h 0 -> y
  ? next g -> x
  ? next g -> x
  ? next g
  ? next g -> x
  ? throw k StopIteration y
  ? next k
  ? next k
  ? next g
  ? free h
  ? throw h E2 y
  ? send h 11
  state k
  ? throw h E1
  ? next g
 end
endprog
prog r2026_1067
 body B0
  logexc
 end
 body B1
  try
   yieldfrom new B2 -> y
  except StopIteration as e
   yieldfrom new B2 -> x
   log t1
  end
  try
   yield !StopIteration -> x
  finally
   log f8
   try
    yield None
   finally
    yield 3 -> y
    return !StopIteration(4)
    try
     try
      yield 1 -> x
     except GeneratorExit as e
      yield 6 -> y
     end
    finally
     log f7
    end
   end
  end
  try
   yieldfrom new I0 -> x
  except ValueError as e
   yield 9 -> x
  end
 end
 body B2
  log t10 y
 end
 iter I0
  method next
   ? free h
   return 11
  end
  method send
   log isend arg
   return !E2(2)
  end
  method close
   return 13
  end
 end
 main
  new h B0
  new g B0
  new k B1
  ? next g
  ? next k
  ? throw h StopIteration
  ? next g
  ? throw h BaseX -1
  ? next k
  ? throw k BaseX None -> y
  ? close g -> y
  ? throw g GeneratorExit
  ? next g
  state k
 end
endprog
