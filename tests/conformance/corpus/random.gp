# Random programs of seed 2026.
prog r2026_1
 body B0
  ? throw g RuntimeError 1
 end
 body B1
  yieldfrom @g -> y
  try
   try
    yield 1 -> x
   except GeneratorExit as e
    yield x
   end
  finally
   log f2
  end
  for y in @g
   try
    yieldfrom new B2
   finally
    yield !E1(x) -> y
    raise StopIteration
   end
  end
  log t8
 end
 body B2
  log t9 y
  logexc
  yield x -> y
  log t10
 end
 main
  new h B0
  new g B0
  new k B1
  ? next h
  ? next g
  ? next h
  ? next k
  ? throw g E3 11
  ? throw g StopIteration
  ? next h
  for x in @h
   log m x
  end
  ? next g
  ? new g B0
  ? new k B0
  ? next h
 end
endprog
prog r2026_6
 body B0
  for y in @h
   raise StopIteration 1
   ? next h
   continue
  end
 end
 body B1
  raise StopIteration
  log t6
  yieldfrom @h -> x
  logexc
 end
 main
  new g B1
  new k B1
  ? next g
  ? next k
  ? throw h StopIteration y
  ? next h -> x
  ? close k
  ? next g
  ? send k None
  ? next h
  try
   raise AttributeError x
  except * as m
   state g
  end
  try
   raise AttributeError 7
  except * as m
   ? close g
   ? next k
  end
  ? next g
 end
endprog
prog r2026_9
 body B0
  yield None -> y
  try
   ? next h
  except * as e
   log c1 e
   yieldfrom @g -> x
  finally
   try
    yield x -> x
   except GeneratorExit
    yield 2 -> x
    reraise
   finally
    raise E2 None
   end
   reraise
   return
  end
 end
 body B1
  return !StopIteration(7)
  try
   yield !NameError(x) -> x
  except E1
   ? new h B0
  finally
   log f10
   ? next h
   return
  end
  yield None
 end
 body B2
  throw h ValueError !StopIteration
  send k 13 -> x
  reraise
 end
 body B3
  close k -> y
  ? new g B0
  yieldfrom @h
  yield x -> x
 end
 main
  new h B1
  new k B0
  ? next h
  ? next k
  state h
  ? next g
  ? free h
  ? next g
  try
   raise ZeroDivisionError None
  except * as m
   ? send k !RuntimeError
   ? send h 14
  end
  ? next k
  ? close g
  state h
  ? next g
  ? next h -> y
  ? send h 15
 end
endprog
prog r2026_16
 body B0
  next k
 end
 body B1
  try
   ? close g -> y
   yieldfrom new I0 -> x
   log t1
   yieldfrom new I0 -> x
  finally
   return None
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration
   end
   log inext n
   return None
  end
  method send
   return None
  end
  method throw
   return None
  end
  method close
   return n
  end
 end
 main
  new h B1
  new g B0
  new k B1
  ? next h
  ? next k
  ? next h
  state g
  ? send h 8
  ? next h -> y
  ? free h
  ? next g
 end
endprog
prog r2026_18
 body B2
  yieldfrom @k
 end
 body B1
  next c -> n
  if n < 4
   try
    yieldfrom new B1 -> x
   finally
    log f5
    for x in @k
     yield None
     yield y
     continue
    end
   end
  else
   try
    yieldfrom @k -> x
   except NameError as e
    for y in new B2
     yield x
     ? throw g NameError !ValueError
     yield 6 -> y
    end
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
   if n > 2
    raise StopIteration
   end
   return !E2(2)
  end
  method send
   raise StopIteration 4
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k I0
  new h B1
  new g B2
  ? next k
  ? next g
  state g
  ? next h
  ? next k
  ? throw k NameError x
  for x in @k
   log m x
  end
 end
endprog
prog r2026_23
 body B0
  return !StopIteration(1)
  for y in @g
   yield x
   reraise
   yield "s"
  end
  yield 3 -> x
 end
 body B1
  raise ValueError x
  log t4 x e
  try
   yield 5 -> y
  except ValueError
   raise StopIteration x
  end
  yield 8 -> x
 end
 body B2
  yield x -> y
  return 9
  try
   raise AssertionError !StopIteration(x)
  finally
   yield None -> x
   log f12
   ? close h
  end
 end
 main
  new h B1
  new g B1
  ? next h
  ? next g
  ? throw g StopAsyncIteration !KeyboardInterrupt -> y
  ? send g x
  state k
  ? next h
  ? next h
  ? next k
  ? next g
  ? next g
 end
endprog
prog r2026_26
 body B0
  logexc
 end
 body B1
  try
   yield 1 -> x
  except *
   try
    yield 1 -> x
   except GeneratorExit as e
    yieldfrom @g
   end
   try
    raise StopIteration 5
   except * as e
    try
     yield 2
    finally
     yield y
    end
    log t4 y
    logexc
   end
   raise E3 6
  finally
   try
    yield 1 -> x
   except * as e
    yieldfrom @h
   end
   raise ValueError
  end
 end
 main
  new g B0
  new h B0
  ? next g
  ? next h
  ? next g
  ? next k
  ? next g
  ? send h x -> y
  state g
  ? next g
 end
endprog
prog r2026_27
 body B0
  for x in new B1
   return 1
   continue
  end
 end
 body B1
  logexc
  logexc
  for x in new B2
   yield x -> y
   ? next g
  end
  logexc
 end
 body B2
  try
   yieldfrom @g
  finally
   yield 3 -> x
  end
 end
 main
  new k B0
  new h B0
  ? next k
  ? next h
  ? next g
  ? next g
  ? next k
  ? throw k ZeroDivisionError
  ? next g
 end
endprog
prog r2026_29
 body B0
  try
   yield 1 -> y
  except GeneratorExit
   raise StopIteration
   try
    yieldfrom new B2 -> x
   finally
    state k
    try
     yieldfrom new B1 -> y
    except TypeError
     try
      yield 4 -> y
     except GeneratorExit as e
      log c5 e
      yield 6 -> x
      reraise
     end
    end
   end
   raise E3 8
  end
  logexc
  yieldfrom new B2 -> x
  log t10 x e
 end
 body B1
  ? throw h KeyboardInterrupt
  yieldfrom new B2 -> x
  ? throw h AttributeError
 end
 body B2
  for x in @h
   try
    yieldfrom @k -> x
   finally
    log f11
    logexc
   end
  end
  for y in @h
   yield x -> x
   raise NameError y
   yieldfrom @g -> x
   break
  end
  yieldfrom @k -> y
 end
 main
  new k B1
  new g B0
  ? next k
  ? next g
  state k
  ? next k -> x
  ? next g
  ? next k
  ? close h
  ? throw k NameError None
  ? send k 12 -> x
 end
endprog
prog r2026_34
 body B0
  try
   yield -1
  except E1 as e
   log c1 e
   inc x
  end
  try
   yield 1 -> x
  except * as e
   yield y -> x
  end
  yield 2 -> x
 end
 body B1
  ? next k
 end
 iter I0
  method next
   inc n
   return !E2(2)
  end
  method throw
   return None
  end
  method close
   return n
  end
 end
 main
  new h B0
  new g B1
  ? next h
  ? next g
  ? next k -> x
  try
   raise StopIteration -1
  except * as m
   ? next g
  end
  try
   raise GeneratorExit 6
  except * as m
   ? next k
  end
  ? next g
  ? close h -> x
  ? close g -> x
 end
endprog
prog r2026_36
 body B0
  try
   yield None -> y
  except * as e
   log c1 e
   logexc
  finally
   log f2
   state g
   try
    yield 1 -> x
   except GeneratorExit as e
    yieldfrom new B1
   end
  end
  reraise
 end
 body B1
  ? free g
  raise StopIteration None
  yield 5 -> y
  ? throw k StopIteration 7
 end
 body B2
  ? throw h StopIteration 10
 end
 main
  new g B2
  new k B0
  ? next k
  ? free g
  ? throw k TypeError 11
  ? send k y
  try
   raise AssertionError 12
  except * as m
   ? next k
  end
  ? next h
  ? next g
  ? next k -> x
  ? next k
  try
   raise GeneratorExit
  except * as m
   ? next k
  end
 end
endprog
prog r2026_40
 body B0
  try
   raise GeneratorExit !StopIteration(!E1(1))
  finally
   yield !StopIteration(3) -> x
  end
  try
   raise GeneratorExit
  except * as e
   yield 4 -> y
   raise ZeroDivisionError
   logexc
   reraise
  end
 end
 body B1
  logexc
  for x in @h
   try
    yield !RuntimeError -> y
   except RuntimeError as e
    log c6 e
    return x
    return !BaseX
   end
   try
    yieldfrom @g
   finally
    yield x -> y
   end
  end
 end
 main
  new k B0
  new g B0
  new h B1
  ? next k
  ? next g
  for x in @g
   log m x
  end
  ? next h -> y
  ? next g
  ? next g
  ? close k
  ? close h -> x
  ? next k
  ? close g
 end
endprog
prog r2026_43
 body B0
  try
   try
    yield 1 -> x
   except * as e
    yield 1 -> x
   end
  finally
   log f2
  end
 end
 body B1
  try
   try
    yield 1 -> x
   except * as e
    yield x
   end
  finally
   log f3
  end
  try
   try
    yieldfrom @k -> x
   except * as e
    yield 4 -> x
   end
  finally
   log f5
  end
  try
   yield 6
  finally
   yield 7 -> y
   log t8 x e
   ? send g 9
  end
  ? free g
 end
 main
  new g B1
  new k B0
  ? next g
  ? next k
  ? next h
  ? next h
  ? throw k RuntimeError 10 -> y
  try
   raise StopIteration
  except * as m
   state g
  end
  ? next k -> x
  ? next h -> y
 end
endprog
prog r2026_46
 body B0
  raise x
 end
 body B1
  yieldfrom @g -> x
  log t1 x e
  yieldfrom @g -> x
  yieldfrom @g -> x
  log t2 x
 end
 main
  new k B1
  new h B1
  new g B0
  ? next g
  ? next g
  ? throw g E3 3
  for x in @k
   log m x
  end
  ? next h
  for x in @g
   log m x
  end
  ? send h !KeyError(4)
  state k
  try
   raise StopIteration
  except * as m
   ? next g
   ? new g B0
   ? next h
  end
  try
   raise E2
  except * as m
   ? next h
  end
  ? throw k StopIteration !E3 -> x
 end
endprog
prog r2026_47
 body B0
  yield 0 -> y
  return
  ? close k
  ? send g 1
 end
 body B1
  log t2 x e
  throw k AttributeError 3
  try
   yieldfrom new B3 -> y
  except AttributeError
   yield None -> y
   raise E3 4
  finally
   yield x
  end
 end
 body B2
  yieldfrom new B3 -> y
  try
   yield 6 -> x
  finally
   try
    yieldfrom @h -> y
   except Exception as e
    ? throw g BaseX -1
   finally
    next g
    return
   end
   ? send g 9
  end
  ? throw k StopIteration x
 end
 body B3
  log t10 x
  ? send k y
  yield 11
  yieldfrom @k -> y
  log t12 x e
 end
 main
  new h B1
  new k B0
  ? next h
  ? next k
  ? next g
  ? send g None
  ? send k 13
  ? close k
  try
   raise RuntimeError
  except * as m
   state h
   ? close g
  end
 end
endprog
prog r2026_51
 body B0
  raise E2
  log t1 x
  try
   yield 2 -> y
  except GeneratorExit as e
   yield 3 -> x
  end
  for x in new B1
   try
    yieldfrom new B1 -> x
   except NameError
    logexc
   end
   set x 4
   continue
  end
 end
 body B1
  yield 5 -> y
 end
 iter I0
  method next
   logexc
   return n
  end
  method close
   raise ZeroDivisionError -1
  end
 end
 main
  new g I0
  new k B1
  new h B0
  ? next g
  ? next k
  ? next h
  ? next g
  ? next g
  ? next g
  ? throw h NameError 7
  ? throw h GeneratorExit 8
  ? throw g TypeError e -> x
  state g
  for x in @k
   log m x
  end
  ? free k
  ? send h 9
  ? throw h StopIteration !AssertionError
  ? next h
  ? next g
 end
endprog
prog r2026_52
 body B0
  send g 1
  loop 2
   yieldfrom @k -> x
   yield x -> y
   continue
  end
  send k 2
  yieldfrom @g -> x
  log t3 x
 end
 body B1
  try
   yieldfrom @h
  finally
   yield 5 -> y
  end
  ? throw h KeyError e -> x
  try
   raise ValueError 6
  except * as e
   state h
   logexc
  end
 end
 main
  new k B0
  new h B0
  ? next k
  ? next h
  ? throw k KeyboardInterrupt 7
  ? throw h StopIteration x
  ? next k
  ? next k
  ? next h
  ? next k
  ? next h
  ? throw h AttributeError 8
  ? close k -> y
  ? next g -> y
  state h
  ? throw h GeneratorExit
 end
endprog
prog r2026_54
 body B0
  try
   yieldfrom new B1 -> x
  finally
   log f2
   yield None -> y
   try
    yield x -> x
   finally
    yieldfrom new B1 -> x
    try
     yieldfrom new B1 -> x
    except NameError as e
     log t1 x e
    end
   end
  end
 end
 body B1
  yieldfrom @g -> x
 end
 main
  new g B1
  new k B1
  ? next g
  ? next k
  ? throw g NameError
  ? next g
  ? next g
  for x in @k
   log m x
  end
  ? next k
  ? next g
  ? next k
  ? next k
  try
   raise StopAsyncIteration y
  except * as m
   ? next h -> x
   ? send h x -> x
  end
 end
endprog
prog r2026_60
 body B0
  try
   yield 1
  except *
   yieldfrom new B1 -> y
   log t2 x e
   try
    yield 1 -> x
   except * as e
    yield x -> y
   end
  finally
   new k B0
   ? close k
  end
  ? next h
  new h B1
 end
 body B1
  yield 3 -> x
  state k
  ? next g
 end
 iter I0
  method next
   return n
  end
 end
 main
  new k B0
  new g B1
  new h B1
  ? next g
  ? next h
  try
   raise KeyError
  except * as m
   for x in @h
    log m x
   end
  end
  ? send k None
  state g
  ? next h
  ? next h
  ? next g
  ? next h
  ? close g
  ? close k
 end
endprog
prog r2026_69
 body B0
  try
   yieldfrom @k -> x
  finally
   yield 1 -> x
  end
  log t2 y
 end
 body B1
  raise StopIteration
  try
   yieldfrom @g -> y
  except * as e
   log c5 e
   try
    yieldfrom @g
   finally
    yieldfrom @g -> y
   end
  end
  state g
  logexc
 end
 iter I0
  method next
   inc n
   if n > 3
    raise StopIteration
   end
   logexc
   return n
  end
 end
 main
  new h B0
  new g B1
  new k B0
  ? next h
  ? next k
  ? next h
  ? send k None
  ? close k
  ? next k
  ? next h
  ? throw h GeneratorExit
  ? next h
  ? next g
 end
endprog
prog r2026_78
 body B0
  try
   yieldfrom new B1
  finally
   yield 2 -> x
  end
  try
   if x > 3
    yieldfrom new B1 -> x
   end
   log t10
  except * as e
   log c3 e
   logexc
  except StopIteration as e
   log c4 e
   ? send k 5
   try
    yieldfrom new I0 -> x
   except *
    try
     yieldfrom new B2 -> x
     log t9 y
    finally
     try
      yield 6 -> y
     finally
      log f8
      yield 7 -> y
     end
    end
   end
  end
  yieldfrom new B2 -> x
 end
 body B1
  yieldfrom new I0 -> x
  log t11 x
 end
 body B2
  yield 12
 end
 iter I0
  method next
   inc n
   log inext n
   return !E2(2)
  end
 end
 main
  new h B1
  new g B0
  ? next h
  ? next g
  ? close h
  ? close k -> x
  ? next k
  ? next g
  ? next k
  ? throw h StopIteration
  ? send h 14
 end
endprog
prog r2026_80
 body B0
  for y in @h
   yield x
   try
    yield -1 -> x
   except E1
    yieldfrom new B1 -> x
   end
  end
  yield None
  ? throw h StopIteration 2
 end
 body B1
  try
   yield 3
  finally
   yield 4
   raise TypeError 5
   try
    raise GeneratorExit None
   except * as e
    log t6 x e
    yield y -> x
    logexc
   end
  end
  try
   yield !E2 -> x
  except * as e
   log c7 e
   yieldfrom @g -> x
  end
  raise TypeError x from None
 end
 main
  new k B1
  new h B0
  new g B1
  ? next k
  ? next h
  ? next g
  ? next g
  ? send k 0
  ? next g
  ? next h
  ? next k
  ? next k
  ? next g
  ? next k
  ? close h
  ? next g
  try
   raise NameError !BaseX(8)
  except * as m
   ? next g
  end
  ? next h
  ? close g
  ? send k None
  ? send h y
 end
endprog
prog r2026_81
 body B0
  log t1
  yield 2 -> x
  if x > 3
   raise ZeroDivisionError None from None
  end
 end
 body B1
  ? throw h TypeError x
  log t3 x e
  try
   yieldfrom new B2 -> y
  except * as e
   loop 3
    raise BaseX 4
   end
   ? next k
  end
 end
 body B2
  ? next g
  try
   yield y
  except NameError
   try
    yield None
   finally
    yield None -> y
   end
  end
  ? free h
 end
 main
  new g B1
  new h B2
  new k B0
  ? next k
  ? next k
  ? free k
  ? send h None
  ? next k
  ? next h
  ? next k
  ? next g
  ? next k
  ? next g
  ? next g -> y
  ? next h
  ? next k
  try
   raise StopAsyncIteration 5
  except * as m
   ? close g
   ? next h
  end
  ? throw h GeneratorExit 6
 end
endprog
prog r2026_83
 body B0
  ? throw g StopIteration 2
  try
   yield 3
  finally
   yield None -> x
  end
 end
 body B1
  yield 4 -> x
  logexc
  raise GeneratorExit 5
  ? new k B0
 end
 main
  new h B1
  new k B1
  new g B0
  ? next h
  ? next k
  ? next g
  ? send g y
  ? next g
  ? throw h GeneratorExit 6
  ? throw k StopIteration 7
  ? next h
  ? throw h NameError None
  ? next k
  ? next h
  ? next g
 end
endprog
prog r2026_84
 body B0
  return
 end
 body B1
  inc x
  send g 1
  log t2 x e
  log t3
 end
 main
  new h B0
  new g B1
  ? next g
  ? free k
  ? throw k StopAsyncIteration y
  ? next g -> y
  ? send h 4
  ? next g
  ? next h
  ? throw k GeneratorExit None -> y
  ? send k 5
  ? new h B1
  ? next h -> y
  ? throw h StopIteration None
  ? next h
  ? next h
  ? new h B0
  ? next h -> x
  ? close h
 end
endprog
prog r2026_97
 body B0
  yield None
  ? send g None
  yieldfrom new B1
  log t1
  next g -> x
 end
 body B1
  try
   try
    yield None -> y
   except StopIteration as e
    log c11 e
    yield 0
    raise E3 12
   finally
    raise e
    return
   end
  except GeneratorExit as e
   log c4 e
   try
    yield 1 -> x
   except * as e
    yieldfrom new B2 -> y
    log t5 y
    logexc
   end
   try
    yield 6
   finally
    yield !StopIteration -> y
    log t7 x e
    return 8
   end
   raise E3 9
  end
 end
 body B2
  throw h StopIteration 5 -> x
  try
   yield 18
  finally
   yield 20 -> x
  end
 end
 main
  new h B2
  new k B1
  ? next h
  ? next k
  ? next k
  ? throw k AttributeError 21
  ? next k
  ? next h
  state k
  state g
  ? throw k StopIteration y
  ? next k
  ? new h B0
  ? send h 22
  ? next h
  ? next h
  ? close k
  ? next g
  ? next g
 end
endprog
prog r2026_104
 body B0
  logexc
  try
   yield 1 -> x
  except StopIteration
   ? next h
   for y in new B1
    return 0
   end
   raise E3 2
  finally
   log f6
   try
    yield 4
   finally
    yield 5 -> x
   end
  end
  yieldfrom new B2 -> x
 end
 body B1
  yield x -> y
 end
 body B2
  throw g StopIteration 5 -> x
  set x 10
  inc x
 end
 main
  new h B2
  new k B0
  new g B2
  ? next k
  ? next h
  ? next g
  ? next h
  ? close k
  ? next k
  state k
  ? close g -> y
  ? send g !StopIteration(x)
  for x in @g
   log m x
  end
  ? next k
 end
endprog
prog r2026_108
 body B2
  log t4 x
  yield 5 -> x
 end
 body B1
  next c -> n
  if n < 5
   yieldfrom new B1 -> x
   return x
  else
   yield 6 -> y
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
   if n > 2
    raise StopIteration
   end
   ? throw h E3 -> x
   next g
   return None
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h I0
  new g B1
  new k B2
  ? next h
  ? next k
  state k
  ? free k
  try
   raise AssertionError x
  except * as m
   ? next h
   ? close g
   ? next k
  end
  ? next k
  state g
  ? next k
  ? next g
  ? next g
  ? next h
 end
endprog
prog r2026_111
 body B0
  yieldfrom new B1
  yield !E2 -> x
 end
 body B1
  log t1
  yieldfrom new B2
  log t2 x e
 end
 body B2
  yieldfrom @k
  log t3 y
  try
   yieldfrom new I0 -> x
  except Exception as e
   set y x
  end
 end
 iter I0
  method next
   log inext n
   raise StopIteration
  end
  method throw
   log ithrow exc
   return n
  end
  method close
   log iclose n
   return 6
  end
 end
 main
  new h I0
  new k B1
  ? next k
  ? free k
  for x in @k
   log m x
  end
  ? send k 7
  ? send k 0
  ? next h -> x
  ? next g
  ? next k -> x
  try
   raise AttributeError 8
  except * as m
   ? next k
  end
  state k
  ? new k B2
  ? throw k E3 9
 end
endprog
prog r2026_115
 body B0
  state g
  ? next k
  try
   try
    yield 1 -> x
   except * as e
    yield 1 -> y
   end
  finally
   log f2
  end
 end
 body B1
  ? send k None
  free k
  yieldfrom @h
  log t3 y
 end
 body B2
  yieldfrom @h -> x
  log t4 x
 end
 main
  new k B1
  new h B0
  ? next k
  ? next h
  ? free k
  try
   raise E1 "s"
  except * as m
   try
    raise E3 y
   except * as m
    try
     raise E3
    except * as m
     ? send k 5
     ? throw k StopAsyncIteration 6
    end
    ? next k -> y
   end
   ? send g 7 -> y
   ? next k
  end
  ? next h
  ? throw g ValueError x
  ? free g
  ? next h
  ? send h 8
  ? throw g E1 9 -> x
  ? next g
  ? send h None
  ? throw h ZeroDivisionError -1
  ? free g
  ? next h
 end
endprog
prog r2026_118
 body B0
  ? free g
  logexc
  yieldfrom @h -> x
  log t1
  raise StopIteration 2
 end
 body B1
  yieldfrom new B2
  log t5 x e
  try
   raise StopIteration 7
  finally
   yield 8 -> y
   log f10
   yieldfrom @k -> x
   log t9 y
  end
 end
 body B2
  try
   yieldfrom @g
  finally
   yield !KeyError(13) -> y
   try
    yieldfrom @g -> x
   except GeneratorExit as e
    log c14 e
    try
     raise KeyboardInterrupt
    finally
     yield "s" -> y
    end
   end
  end
 end
 main
  new k B2
  new g B0
  new h B1
  ? next k
  ? next g
  ? next h
  ? next k
  ? next h
  ? free h
  ? next k
  ? next g
  ? throw k GeneratorExit x -> y
  ? throw h ValueError
  state g
  ? throw g ValueError y
  ? next h -> x
  ? send g 16
  try
   raise StopIteration 17
  except * as m
   ? free g
  end
  ? free h
 end
endprog
prog r2026_121
 body B0
  yieldfrom new B1 -> y
  try
   logexc
  except TypeError as e
   log c1 e
   logexc
  except ValueError
   logexc
   try
    yield 1 -> x
   except * as e
    reraise
    logexc
    raise E1 2 from e
   end
   reraise
  else
   try
    yield 1 -> x
   except * as e
    reraise
    yield 4 -> y
    logexc
   end
   logexc
  finally
   log t5 x
   try
    yieldfrom new B1 -> x
   except * as e
    yield !StopAsyncIteration(6)
   end
  end
 end
 body B1
  yield 7
 end
 main
  new g B1
  new h B0
  ? next g
  ? next h
  ? throw g ZeroDivisionError
  ? next k
  ? close g -> x
  ? close k
  ? next g
  try
   raise KeyboardInterrupt 8
  except * as m
   ? new k B1
   ? send h "s" -> x
   ? next k
  end
  ? free h
  ? throw h GeneratorExit 9
  ? next g
 end
endprog
prog r2026_122
 body B0
  for y in new I0
   yield x -> x
   log t1
  end
 end
 body B1
  try
   raise ValueError x
  finally
   yield !ValueError(3) -> x
   yieldfrom new B2 -> y
  end
  try
   raise RuntimeError None
  finally
   yield 4 -> x
  end
  try
   raise E2
  finally
   yield 6
  end
  yield 7 -> y
 end
 body B2
  state h
 end
 iter I0
  method next
   inc n
   if n > 3
    raise E1 9
   end
   raise StopIteration
  end
  method send
   return !E2(2)
  end
  method close
   log iclose n
   for y in @g
    log iy y
   end
   raise StopIteration
  end
 end
 main
  new g B1
  new k B1
  new h B1
  ? next g
  ? next k
  ? next h
  ? close k -> y
  ? close g
  ? next g
  ? send h y
  ? throw k NameError "s"
  ? close g
  ? throw h GeneratorExit -1 -> y
  ? free g
 end
endprog
prog r2026_137
 body B0
  if y == "s"
   return !StopIteration(!E1(1))
  end
  ? send g None
 end
 body B1
  ? send h None
  return
 end
 iter I0
  method next
   inc n
   if n > 1
    raise StopIteration
   end
   return n
  end
  method throw
   log ithrow exc
   logexc
   return n
  end
 end
 main
  new k B1
  new g B1
  ? next k
  try
   raise StopIteration 0
  except * as m
   ? new g I0
   ? close h -> y
   ? throw k ZeroDivisionError x -> x
  end
  ? next k
  state k
  ? next g
  ? close g
  ? next g
  try
   raise GeneratorExit 6
  except * as m
   ? next h
  end
  ? throw g GeneratorExit -1 -> y
 end
endprog
prog r2026_140
 body B0
  log t1 y
  set x 2
 end
 body B1
  set x 3
  logexc
 end
 body B2
  try
   yield 4 -> y
  finally
   yieldfrom new B3
  end
  ? throw k RuntimeError -> y
  try
   yield 1 -> x
  except * as e
   log t5 x e
   logexc
  end
 end
 body B3
  try
   yield x
  except AttributeError as e
   yieldfrom @g -> x
   raise GeneratorExit None
  end
 end
 main
  new g B0
  new h B0
  new k B1
  ? next h
  ? next k
  ? throw k ZeroDivisionError None
  ? send h y -> y
  ? next h -> x
  ? next h
  ? send h 6
  ? next h
  ? send k 0
  ? next k
  ? new g B3
  ? throw h TypeError 7
 end
endprog
prog r2026_144
 body B0
  try
   yield 1 -> x
  except AttributeError as e
   log c2 e
   try
    yieldfrom new I0 -> x
   except TypeError as e
    log c3 e
    try
     yieldfrom new I0
    except StopIteration as e
     try
      yieldfrom new I0 -> x
     except GeneratorExit as e
      yieldfrom @k
     end
    end
   end
   reraise
  end
 end
 body B1
  yield 5 -> x
 end
 iter I0
  method next
   log inext n
   return 6
  end
  method send
   ? next h
   return None
  end
  method throw
   ? send g 8
   return None
  end
  method close
   return None
  end
 end
 main
  new k B1
  new g B0
  new h B1
  ? next k
  ? next g
  ? next h
  ? close h
  state g
  ? next k
  ? next k
  ? next g
  ? close g
  try
   raise GeneratorExit x
  except * as m
   ? next g
   ? throw k StopIteration 11
   ? throw g StopIteration y
  end
  ? send g 12 -> x
  ? close g
  ? next h
  ? next k
  ? throw h StopAsyncIteration y
 end
endprog
prog r2026_152
 body B0
  ? send k y -> x
  try
   yield 6 -> y
  except GeneratorExit
   ? throw k StopIteration 1
   raise E2 from e
  except Exception as e
   ? next k
   reraise
  finally
   ? next h -> x
   return
  end
 end
 body B1
  ? next g
 end
 main
  new g B0
  new k B1
  ? next g
  try
   raise StopIteration 7
  except * as m
   ? throw g GeneratorExit y -> x
   ? close k
  end
  state h
  ? next h
  ? throw k KeyError -> y
  ? next h
  ? next h
 end
endprog
prog r2026_154
 body B0
  yield !StopIteration -> x
  yieldfrom @k -> y
  log t3 y
  try
   yield None
  finally
   yield 4 -> x
   yieldfrom new B2 -> x
   try
    raise E1 6
   finally
    yield 7
   end
   return
  end
  yield 9 -> x
 end
 body B1
  throw k GeneratorExit 10
 end
 body B2
  raise StopIteration
  ? next h
  ? throw h StopIteration 16
  log t17 y
 end
 body B3
  yield 18 -> x
  ? close k -> x
  try
   yieldfrom @g -> x
  except * as e
   yield None -> y
  end
 end
 main
  new h B0
  new g B0
  new k B0
  ? next h
  ? next g
  ? next k
  ? next k
  try
   raise StopIteration x
  except * as m
   ? send h None
   ? send h None
  end
  ? next k
  ? next k
  ? next h
  ? next h
  ? close k
  ? next g
  ? next h
  ? throw g GeneratorExit 19
  ? next h
 end
endprog
prog r2026_158
 body B0
  logexc
  inc x
  try
   yield 1
  except KeyError
   ? throw h E2 !E2
   raise GeneratorExit 2
  end
  try
   yieldfrom @h
  finally
   yield y -> y
   yield 4 -> x
   return 5
  end
 end
 body B1
  ? next g
 end
 body B2
  set x 6
 end
 iter I0
  method next
   inc n
   if n > 3
    raise StopIteration
   end
   log inext n
   return !E2(2)
  end
  method close
   ? send h y
   return !E2(2)
  end
 end
 main
  new h B2
  new k B1
  ? next h
  ? next k
  ? next h
  ? close g
  for x in @h
   log m x
  end
  ? throw h KeyError
  try
   raise GeneratorExit !NameError
  except * as m
   state k
  end
  ? next h
  ? throw g NameError 0
  ? next g
  ? throw h RuntimeError 11 -> x
 end
endprog
prog r2026_168
 body B0
  try
   yieldfrom @h -> y
  finally
   next h
   try
    try
     yieldfrom new B1 -> x
    except * as e
     yieldfrom @g
    end
   finally
    log f2
   end
  end
  try
   yield 3
  finally
   log f6
   ? free g
   try
    yieldfrom new B3
   finally
    yield 5
   end
  end
  next k -> x
  yieldfrom new B1 -> x
  log t7 x
 end
 body B1
  try
   yield !NameError
  finally
   yield None -> x
  end
  ? throw k StopIteration 8
 end
 body B2
  log t9 x e
  throw k GeneratorExit 10
 end
 body B3
  close k
 end
 main
  new h B0
  new k B1
  new g B2
  ? next h
  ? next k
  ? next g
  ? next g
  ? next h -> x
  ? next k
  ? throw k KeyboardInterrupt
  ? next k
  ? next k
  ? send k None
  ? throw h AttributeError None -> y
 end
endprog
prog r2026_171
 body B0
  yieldfrom new B1 -> x
 end
 body B1
  try
   yield 1
  finally
   yield 2 -> y
  end
 end
 body B2
  if x == None
   raise StopIteration y
  end
  try
   yield 5
  except *
   set x 6
  end
  logexc
 end
 main
  new h B0
  new k B1
  new g B0
  ? next h
  ? next k
  ? next g
  ? next h
  state k
  ? next g
  ? throw h StopIteration None
  ? close h
  ? throw h GeneratorExit x
  ? throw g StopIteration
  state h
  ? send g 7
  ? send k None
  ? next h
  ? send h y -> y
  ? next k
 end
endprog
prog r2026_175
 body B0
  ? free k
  logexc
  try
   raise BaseX
  except * as e
   yield 1 -> x
   log t2 x
   logexc
  end
 end
 body B1
  yield None -> x
  ? close h
  log t3
 end
 body B2
  set x 4
 end
 body B3
  yield !E1(!E1(1)) -> x
  ? send h !AssertionError(6)
  yieldfrom @h -> x
  log t7 x
 end
 iter I0
  method next
   inc n
   ? send k y
   next k
   return None
  end
  method send
   return 9
  end
 end
 main
  new h B1
  new k B3
  new g B3
  ? next h
  ? next k
  ? next g
  ? next k
  state k
  state h
  ? next k
  ? free k
  ? next g
 end
endprog
prog r2026_182
 body B0
  yieldfrom @h -> x
 end
 body B1
  yieldfrom @g
  log t1 x e
  close g
 end
 body B2
  try
   raise AssertionError 12
  except * as e
   for x in @k
    yield x -> y
    try
     try
      yieldfrom @h
     except GeneratorExit as e
      log c5 e
      return !StopIteration
      next g -> x
      raise e
     end
     set y "s"
    except E2
     yield 2 -> x
    finally
     log f4
     log t3 x
    end
    log t10 x e
   end
   log t11 x e
   logexc
  end
 end
 main
  new k B0
  new g B0
  new h B0
  ? next g
  ? next h
  ? send k None
  ? next k
  ? send g x
  ? next k
  ? throw h AttributeError 13
  ? next g
  ? send g None
 end
endprog
prog r2026_185
 body B0
  try
   yield 1
  finally
   yield None
   ? close g
   ? send k 3
  end
  ? close g
  throw k BaseX None
  log t4 y
 end
 body B1
  raise KeyError y
  if y == "s"
   yieldfrom @h -> x
   log t5 x
  end
  ? throw k BaseX 0
 end
 body B2
  yield 6 -> x
  try
   try
    yieldfrom @g -> x
   except GeneratorExit as e
    yield 7 -> y
   end
  finally
   log f8
  end
  try
   try
    yield 1 -> x
   except * as e
    yield 9 -> y
   end
  finally
   log f10
  end
 end
 main
  new k B1
  new h B0
  new g B2
  ? next k
  ? next h
  ? next g
  ? next g
  ? next g
  ? send h 11
  state k
  try
   raise NameError 12
  except * as m
   ? next g
   ? next h
   ? send k y
  end
  ? free g
 end
endprog
prog r2026_188
 body B2
  try
   yield 3 -> y
  except NameError as e
   log c4 e
   ? next g
   set x 5
  end
  logexc
  yield y -> x
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   try
    yield y -> y
   except * as e
    raise StopIteration
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
   return n
  end
  method send
   log isend arg
   return n
  end
 end
 main
  new c C
  new g B1
  ? next g
  new g I0
  new k I0
  new h B2
  ? next g
  ? next k
  ? next h
  ? next h
  ? next g
  ? next h
  ? next g
  ? send k 6
  ? next g -> x
  ? send h 7
 end
endprog
prog r2026_195
 body B0
  logexc
  state k
 end
 body B1
  try
   yield 1 -> y
  finally
   try
    yieldfrom @k -> x
   except * as e
    yield x -> x
   end
  end
  ? next k
 end
 main
  new g B1
  new h B0
  ? next g
  ? next h
  state k
  ? send k None
  ? throw k GeneratorExit y
  ? next k
  state h
  state g
  ? throw g StopAsyncIteration y
  ? close g -> x
  ? close k
  ? next g
  ? next g
  ? next k
  try
   raise ZeroDivisionError None
  except * as m
   try
    raise GeneratorExit y
   except * as m
    state k
   end
   state g
   ? send h e -> x
  end
  ? free h
  ? next k
 end
endprog
prog r2026_202
 body B0
  yieldfrom new B1 -> y
 end
 body B1
  yield y -> x
  try
   try
    yieldfrom @k
   except GeneratorExit as e
    log c2 e
    yieldfrom new B2 -> x
    log t3 x e
    try
     yield None -> y
    except AttributeError as e
     yield None
     try
      yieldfrom new B2 -> x
     except * as e
      yieldfrom @k
     end
    end
   end
  except GeneratorExit
   logexc
  else
   log t1
  end
  return 4
 end
 body B2
  for y in @g
   try
    try
     yield 1 -> x
    except GeneratorExit as e
     yieldfrom @h
    end
   finally
    log f6
   end
  end
  return
 end
 main
  new k B0
  new h B0
  ? next k
  ? send h None -> x
  ? next g
  ? send h 7 -> y
  ? next k
  ? next h
  ? next h
  ? throw k ZeroDivisionError 8
  ? next k
  ? next g
  ? next k
  ? next g -> x
 end
endprog
prog r2026_214
 body B0
  raise StopIteration
  ? next g
  ? next h
 end
 body B1
  ? send k 3
  close k
  state k
 end
 body B2
  try
   yield x
  finally
   try
    raise ZeroDivisionError 4
   finally
    yield 5 -> x
   end
   ? close g
  end
 end
 main
  new h B1
  new k B1
  new g B0
  ? next h
  ? next g
  ? throw h GeneratorExit !RuntimeError(6)
  ? close h
  ? send k None
  ? throw k GeneratorExit 7
  ? close h -> x
  ? free k
  try
   raise ValueError 8
  except * as m
   ? next h
   ? throw k E3 !StopIteration
  end
  try
   raise BaseX -1
  except * as m
   ? new g B2
   ? next k
   ? next k
  end
  ? close g
  try
   raise TypeError 9
  except * as m
   ? free g
   try
    raise KeyboardInterrupt x
   except * as m
    ? throw h E3 10
    ? close k
    ? close h -> y
   end
   ? next h
  end
  ? next k
 end
endprog
prog r2026_219
 body B0
  log t1 y
  throw h StopIteration 5 -> x
 end
 body B1
  loop 3
   logexc
  end
  yieldfrom @g -> y
  log t5 y
 end
 body B2
  yield !StopIteration -> x
 end
 body B3
  log t9
  raise StopIteration 10
 end
 main
  new h B0
  new g B2
  new k B1
  ? next h
  ? next k
  ? next h
  ? close h
  ? send h 13
  ? next h
  ? close g
 end
endprog
prog r2026_220
 body B0
  try
   yieldfrom new B1
  finally
   yield None -> y
   yield 1 -> x
   yield !RuntimeError(2) -> y
  end
  yieldfrom @h
  logexc
  yieldfrom @h -> x
 end
 body B1
  yieldfrom @g
  log t3 y
  yieldfrom @g -> y
  log t4
  try
   yield 1 -> x
  except * as e
   raise ZeroDivisionError
   logexc
  end
 end
 iter I0
  method next
   log inext n
   return !E2(2)
  end
 end
 main
  new h I0
  new k I0
  ? next h
  ? next k
  ? close g
  state h
  state g
  ? next g
  try
   raise E3 -1
  except * as m
   ? new k B0
   ? send g 6 -> y
   ? next k
  end
  ? send h x
  ? throw g RuntimeError 7
  ? next h -> y
  ? throw h StopAsyncIteration
  ? send k !StopIteration(8)
  ? throw g GeneratorExit y
  ? throw g NameError x
 end
endprog
prog r2026_221
 body B0
  try
   yieldfrom new B1 -> y
  except E1
   try
    yieldfrom new B1
   except StopIteration as e
    log t1 y
    yieldfrom new B1
   end
  end
 end
 body B1
  yield 2 -> y
 end
 main
  new k B0
  new h B0
  new g B0
  ? next h
  ? next g
  try
   raise NameError
  except * as m
   for x in @g
    log m x
   end
   ? send k !StopIteration
   ? next g
  end
  ? next k
  ? send k None -> x
  ? free h
  ? send h 3
 end
endprog
prog r2026_226
 body B0
  try
   try
    yieldfrom new B2 -> x
   except * as e
    yieldfrom new B1
   end
  finally
   log f2
  end
 end
 body B1
  raise StopIteration !StopAsyncIteration(!E1(1))
  yieldfrom new I0
  log t4 x
  ? next h -> y
  yield y -> x
 end
 body B2
  try
   yield !E3(x) -> x
  except AttributeError as e
   log c6 e
   yieldfrom @g -> x
   log t7 x
  end
  yieldfrom new I0
 end
 iter I0
  method next
   log inext n
   return !E2(2)
  end
  method throw
   log ithrow exc
   return n
  end
 end
 main
  new h B0
  new k B1
  new g B1
  ? next h
  ? throw k ZeroDivisionError -> x
  ? close g
  state g
  ? throw k GeneratorExit x
  ? next k
  ? next g
  ? next g
  ? close h
 end
endprog
prog r2026_227
 body B0
  yieldfrom @k
 end
 body B1
  state h
 end
 body B2
  return 1
  try
   yield 2
  except *
   logexc
  end
  yieldfrom @k
  ? close k -> x
 end
 main
  new k B0
  new h B2
  ? next h
  ? next h
  ? throw g BaseX 3
  ? next k
  ? throw g TypeError 4
  ? next h -> y
  ? close g
  ? send g !StopIteration(!E1(1))
  for x in @k
   log m x
  end
  ? close h -> y
  state h
  ? next h
  ? send g y
 end
endprog
prog r2026_230
 body B0
  yieldfrom new B2 -> y
  log t1
 end
 body B1
  yield !StopIteration(x) -> y
  try
   raise KeyboardInterrupt 4
  finally
   yield y -> y
   yieldfrom @g -> x
   log t5 x e
   raise E3 from e
  end
 end
 body B2
  yield 6 -> y
  try
   yield 1 -> x
  except * as e
   yield !StopIteration(!E1(1)) -> y
   for y in @k
    for y in @k
     yield x -> x
     for y in @h
      yield x -> y
      raise KeyboardInterrupt
     end
     for y in @h
      yield x
      yield 8 -> y
      try
       yieldfrom @g -> x
      except * as e
       yield x -> y
      end
     end
    end
    ? close g
   end
   logexc
  end
 end
 main
  new g B0
  new h B0
  new k B2
  ? next g
  ? free h
  state k
  ? next g -> y
  ? next g
  ? throw k KeyboardInterrupt !AttributeError(9)
  ? close k
  ? next k
  ? send g "s"
  ? send k 10
  ? next g
  ? close k
  ? next h
  state g
  ? next k
 end
endprog
prog r2026_231
 body B0
  set y 1
 end
 body B1
  yield 2 -> x
 end
 body B2
  yield !StopIteration(!E1(1)) -> y
  yieldfrom @k -> y
  log t4 x
  for x in @h
   yield x -> x
   yieldfrom new I0 -> x
   log t5
   continue
  end
  loop 2
   yieldfrom @g -> x
   log t6
   yield 7
  end
 end
 iter I0
  method next
   inc n
   if n > 1
    raise E1 9
   end
   raise StopIteration 10
  end
 end
 main
  new h B1
  new k B1
  new g B1
  ? next h
  ? next k
  ? next h
  ? next h
  ? new g B1
  ? new k B0
  ? next h
  ? next g
  ? next g
  ? next h
  ? throw g GeneratorExit 11
  ? next g
 end
endprog
prog r2026_233
 body B0
  for y in new B1
   yield x -> x
   try
    yield 1 -> x
   except * as e
    yield None -> y
   end
   raise StopIteration None
  end
  try
   try
    yieldfrom new B1 -> x
   except * as e
    yield y -> x
   end
  finally
   log f3
  end
  try
   yieldfrom @h
  finally
   log f4
   reraise
  end
 end
 body B1
  log t5 x e
  try
   yield 6
  finally
   yield 7 -> y
   try
    yield 8 -> x
   finally
    return None
   end
  end
 end
 main
  new g B0
  new h B1
  new k B0
  ? next g
  ? next h
  ? next k
  ? next g
  ? next k
  ? next g
  ? next g
  ? send h 0 -> x
  ? send h 9 -> x
  ? throw h GeneratorExit 10
  ? send h 11
  ? next g
  ? next k
  ? next g
  ? new k B1
  state k
 end
endprog
prog r2026_234
 body B2
  log t3
  yieldfrom @g -> y
  log t4 x
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   try
    yield None
   finally
    yield x -> y
    yield 5
   end
   try
    yield 1 -> x
   except GeneratorExit as e
    yield 6 -> y
   end
   for x in new I0
    logexc
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
   return 1
  end
  method send
   next k
   return n
  end
 end
 main
  new c C
  new g B1
  ? next g
  new g B1
  new k B1
  new h B2
  ? next g
  ? next k
  ? next h
  ? next h
  ? throw g E2 y
  state k
  ? next k
  ? new g I0
  ? next k
  ? close h
  state g
  ? throw g StopIteration x
  ? throw h BaseX 7 -> y
  ? next h
 end
endprog
prog r2026_235
 body B0
  try
   yieldfrom @g
  finally
   yieldfrom new B1 -> x
   log t1 x
   try
    yieldfrom new B2 -> x
   except * as e
    return
    yield 2 -> y
    raise e
   finally
    log t4
   end
  end
  return x
  yieldfrom new B1 -> x
  log t5 y
 end
 body B1
  logexc
 end
 body B2
  raise StopIteration 6
  try
   yieldfrom @h -> x
  except LookupError as e
   log c9 e
   try
    yield 1 -> x
   except * as e
    yieldfrom @h
   end
   raise E2 from e
  finally
   log f12
   logexc
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration
   end
   log inext n
   ? free g
   return 15
  end
 end
 main
  new k B0
  new g B0
  ? next g
  ? next g
  ? close k -> y
  for x in @g
   log m x
  end
  ? new k B1
  ? next g -> x
 end
endprog
prog r2026_248
 body B0
  try
   raise StopAsyncIteration 3
  except * as e
   try
    yieldfrom new I0
   except GeneratorExit as e
    log c1 e
    yield x
    ? throw k ValueError 2
   end
   logexc
  end
  try
   yieldfrom @g -> x
  except StopIteration as e
   log c4 e
   new g B1
  end
  ? next h
  raise GeneratorExit -1
 end
 body B1
  log t5 x e
 end
 body B2
  ? next g
 end
 iter I0
  method next
   log inext n
   next k
   return !E2(2)
  end
 end
 main
  new k B0
  new h B0
  new g B0
  ? next g
  ? next h
  ? next k
  ? close g
  ? throw g TypeError
  ? throw k GeneratorExit x
  ? next g
  state g
 end
endprog
prog r2026_251
 body B0
  if y == "s"
   yield 1
  end
 end
 body B1
  yieldfrom new B2 -> y
  log t2
  try
   yield 3 -> y
  except StopIteration as e
   try
    raise TypeError
   finally
    yield 5 -> x
    log f9
    yield !StopIteration -> x
   end
   try
    yield 1 -> x
   except GeneratorExit as e
    yield "s" -> y
   end
  end
 end
 body B2
  log t10 y
 end
 iter I0
  method next
   log inext n
   return n
  end
  method throw
   return None
  end
 end
 main
  new k B2
  new g B1
  ? next k
  ? next g
  ? next h
  ? next g
  ? next h
  ? send g -1
  for x in @h
   log m x
  end
  try
   raise ZeroDivisionError e
  except * as m
   ? next g
   ? throw g StopIteration
  end
  ? next g
  ? next h
  ? throw g AttributeError e
  ? send k "s"
  ? throw k StopIteration 13
  ? next k
  ? free g
  state k
  ? next k
 end
endprog
prog r2026_255
 body B0
  try
   yieldfrom @h -> x
  except *
   ? next k
   reraise
  end
  ? next g
  yield !StopIteration -> x
  ? throw k E3
 end
 body B1
  try
   yield 4 -> y
  except GeneratorExit as e
   yield 5 -> x
  finally
   inc x
   for y in new B2
    yieldfrom new B2 -> y
   end
  end
 end
 body B2
  try
   yield 6
  finally
   yield None -> y
  end
  if x == None
   ? throw k RuntimeError
   reraise
  end
 end
 main
  new h B0
  new k B0
  new g B0
  ? next h
  ? next k
  ? next g
  ? send k !StopIteration
  ? close h
  ? close k
  ? throw g KeyError "s"
  ? next g
  ? next g
  ? next k -> x
  ? throw k StopAsyncIteration
 end
endprog
prog r2026_263
 body B0
  yieldfrom new B1
  log t1 x e
 end
 body B1
  yieldfrom new B2
  yield !StopIteration -> x
  try
   yield 4 -> x
  except TypeError
   try
    try
     yieldfrom new B2 -> x
    except * as e
     yieldfrom new B2
    end
   finally
    log f6
   end
  finally
   log f10
   yield 7
   try
    yield 8
   finally
    log f9
    ? new g B2
    ? next h
   end
  end
  next g -> x
 end
 body B2
  yieldfrom @h
  ? free h
  ? send g None
 end
 main
  new k B1
  new g B0
  new h B1
  ? next k
  ? next h
  ? next g
  state g
  ? close g -> x
  ? next h
  ? send h 11
  for x in @h
   log m x
  end
  for x in @g
   log m x
  end
  ? close k
  ? next h
 end
endprog
prog r2026_265
 body B2
  try
   yield 2
  finally
   yield 4
  end
 end
 body B1
  next c -> n
  if n < 20
   yieldfrom new B1 -> x
   return x
  else
   reraise
   raise x from e
   return e
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
   return !E2(2)
  end
 end
 main
  new c C
  new g B1
  ? next g
  new g B1
  new h B1
  new k B1
  ? next h
  ? next k
  ? next h
  ? next g -> y
  ? next g
  try
   raise E1 !StopIteration
  except * as m
   ? throw g GeneratorExit x -> y
   state g
  end
  ? next h
 end
endprog
prog r2026_266
 body B0
  reraise
 end
 body B1
  yieldfrom @k -> x
  try
   try
    yieldfrom @g -> x
   except GeneratorExit as e
    yield 1 -> y
   end
  finally
   log f2
  end
 end
 body B2
  try
   try
    yieldfrom @h -> x
   except * as e
    yieldfrom @k
   end
  finally
   log f3
  end
  yield 4 -> x
  try
   yield !StopIteration(!E1(1)) -> y
  finally
   log f6
   try
    yield 1 -> x
   except * as e
    yieldfrom @h
   end
  end
 end
 main
  new h B1
  new k B2
  ? next h
  ? free g
  try
   raise GeneratorExit
  except * as m
   ? throw g ZeroDivisionError 7
   ? free k
  end
  ? throw g ZeroDivisionError 8
  state h
  ? throw h E1 9
  ? next g
  ? next g
 end
endprog
prog r2026_269
 body B0
  yield 1
  try
   try
    yield 1 -> x
   except GeneratorExit as e
    yield 2
   end
  finally
   log f3
  end
 end
 body B1
  yield x -> y
 end
 body B2
  send h 4 -> x
  yieldfrom @k
  log t5 x
  try
   yield 6 -> y
  except E1
   log t7 y
   return y
  end
  ? send g "s"
 end
 body B3
  ? free g
 end
 main
  new h B3
  new g B3
  new k B0
  ? next g
  ? next k
  ? throw k KeyError 8
  ? close k
  try
   raise NameError y
  except * as m
   state g
   ? next h
  end
  ? close k
  ? throw h StopIteration
  ? next h -> y
  ? close g
  ? throw k GeneratorExit
 end
endprog
prog r2026_270
 body B0
  yield !KeyboardInterrupt(!E1(1)) -> y
 end
 body B1
  logexc
  try
   yieldfrom @h -> x
  except * as e
   yield None -> x
  end
  yieldfrom @g -> y
 end
 main
  new k B1
  new h B1
  ? next k
  ? next h
  ? throw g GeneratorExit 2
  ? close h
  ? next g
  ? next k
  ? next g
  ? next h
  ? next h
  ? next k
 end
endprog
prog r2026_273
 body B0
  try
   yield 1 -> x
  except * as e
   return
   ? close k
   logexc
  end
  ? send h y
  log t1
 end
 body B1
  yieldfrom new B2 -> x
 end
 body B2
  try
   yield 2
  except * as e
   log c3 e
   yield 4
  end
 end
 main
  new h B0
  new g B0
  new k B1
  ? next h
  ? next g
  ? send h y
  ? next h
  ? send g !StopIteration(!E1(1))
  ? throw g AttributeError -> y
  ? next k
 end
endprog
prog r2026_278
 body B0
  for y in @g
   try
    yield 1 -> y
   except StopIteration as e
    try
     yield 2
    finally
     close h
     ? next g
    end
   end
   break
  end
  inc x
 end
 body B1
  log t3 x
 end
 body B2
  try
   yield 4
  finally
   yield 6 -> y
   try
    try
     yield 1 -> x
    except * as e
     yieldfrom @g
    end
   finally
    log f7
   end
  end
  return
  yieldfrom @k
 end
 main
  new k B1
  new h B2
  new g B1
  ? next h
  ? next g
  ? send k !StopIteration(8)
  ? close h
  ? send h x -> y
  ? free g
  ? throw h GeneratorExit
 end
endprog
prog r2026_280
 body B0
  try
   raise NameError
  finally
   yield 2
  end
  try
   yield !StopIteration(3)
  finally
   yield -1 -> y
  end
  try
   raise GeneratorExit !NameError
  finally
   yield 5
  end
 end
 body B1
  try
   yield !StopIteration(!E1(1))
  finally
   yield 8 -> x
   log f9
   logexc
  end
  ? throw g NameError -> y
 end
 body B2
  try
   raise ValueError 13
  except * as e
   for y in @k
    yield x -> y
    yieldfrom @g -> x
   end
   try
    yieldfrom @k -> x
   finally
    log f12
    yield !StopIteration -> x
   end
   logexc
  end
  reraise
 end
 main
  new k B2
  new g B1
  new h B1
  ? next k
  ? close g
  ? throw g KeyboardInterrupt x
  ? next g
  ? next h
  ? next h
  state g
  ? send g 14
  ? next g
  ? next g
  try
   raise E1 None
  except * as m
   ? next k
  end
  ? throw h StopAsyncIteration
  ? next k -> y
  ? next h
 end
endprog
prog r2026_289
 body B0
  loop 3
   try
    yieldfrom @g -> x
   except * as e
    yield y -> y
   end
   continue
  end
 end
 body B1
  log t1 y
  yield !StopIteration -> x
  yieldfrom new B2 -> y
  log t5 y
 end
 body B2
  logexc
  ? next g
 end
 main
  new h B1
  new g B1
  ? next h
  ? next g
  ? close h -> x
  ? next h
  ? next h
  ? throw h RuntimeError 6 -> x
  ? throw g AssertionError
 end
endprog
prog r2026_292
 body B0
  if x != None
   log t1 x e
   for x in new B1
    yield x
    try
     raise StopIteration 2
    finally
     yield 3 -> y
    end
   end
  else
   for y in @h
    yield x
    for x in new B1
     logexc
    end
   end
   for y in @k
    for x in @k
     yield x -> x
     inc x
     ? next k
    end
    loop 2
     yield x -> x
    end
   end
  end
 end
 body B1
  for x in @h
   yield x -> x
   yield !RuntimeError(4)
   continue
  end
 end
 main
  new k B1
  new g B0
  new h B0
  ? next k
  ? next g
  ? next h
  ? next h
  ? next k
  ? send g 5
  state k
  ? throw k StopIteration y
  ? send k x -> x
  ? free g
  ? next h
 end
endprog
prog r2026_294
 body B0
  throw h StopIteration 5 -> x
  yield None
 end
 body B1
  for x in @h
   yield x -> x
   yield y -> x
  end
  yield 4 -> y
  try
   yieldfrom @g
  except AttributeError as e
   try
    yieldfrom @g
   except * as e
    log c5 e
    try
     raise KeyError
    except * as e
     yield None -> y
     state g
     logexc
    end
    if x > 3
     raise e
    else
     log t6 y
    end
   finally
    return 7
    ? next g -> y
   end
   return 9
  finally
   log t10
   log t11 y
  end
 end
 main
  new h B0
  new g B1
  try
   raise StopIteration x
  except * as m
   ? send h y
  end
  ? send g None
  state h
  ? next h -> y
  ? send k !ZeroDivisionError(x)
  ? send h 13 -> y
  ? send g None -> x
  ? free g
  ? next g
  ? throw k StopAsyncIteration !AssertionError
  ? next h
  ? close k
  ? new k B1
  ? throw k E3 -> y
  ? next h
 end
endprog
prog r2026_304
 body B0
  try
   raise GeneratorExit !StopIteration(x)
  except * as e
   yieldfrom new B1 -> y
   log t1 x e
   logexc
  end
 end
 body B1
  try
   yieldfrom @g -> y
  except ValueError
   yieldfrom @g
  end
  yield 3 -> y
  try
   yield 1 -> x
  except GeneratorExit as e
   yieldfrom @k
  end
  yield x -> x
 end
 main
  new g B1
  new k B0
  new h B0
  ? next g
  ? next k
  state g
  ? send h 5
  ? next h
  ? send k 0
  ? close h
  ? next g
  ? send k 6
  ? next g
  ? next h
  ? throw k NameError 7
 end
endprog
prog r2026_305
 body B0
  yield None
  logexc
  return 1
 end
 body B1
  try
   yieldfrom @h -> y
  except StopIteration as e
   set y 2
  end
  try
   yieldfrom @g
  finally
   yield 3
  end
 end
 main
  new k B0
  new h B1
  new g B0
  ? next k
  ? next h
  ? next g
  ? throw k StopIteration None -> x
  ? next k
  ? next h
  ? new h B1
  ? next h
 end
endprog
prog r2026_311
 body B0
  reraise
 end
 body B1
  try
   raise StopAsyncIteration 5
  except * as e
   try
    yield 1 -> x
   except * as e
    try
     raise GeneratorExit 3
    except * as e
     yieldfrom @h -> y
     log t1
     logexc
     raise E3 2
    end
    logexc
   end
   logexc
   raise E1 from None
  end
  raise RuntimeError 6 from e
 end
 main
  new g B0
  new k B0
  new h B1
  ? next g
  ? next g
  ? close g -> y
  ? new h B1
  ? send g !StopIteration(7)
  ? throw g GeneratorExit 8
  ? close g
  ? close k
  ? send g 9
  ? throw k E3 !AttributeError(!E1(1))
  ? next k
  ? next h -> x
  ? next k
  ? free h
  ? send h None -> x
 end
endprog
prog r2026_318
 body B0
  reraise
  try
   yieldfrom new B1
  finally
   yield 2
  end
 end
 body B1
  close h
  try
   yield 1 -> x
  except * as e
   yield 3 -> y
  end
 end
 iter I0
  method next
   return !E2(2)
  end
  method send
   ? send g !StopIteration(5)
   next h
   return !E2(2)
  end
 end
 main
  new k B0
  new h B0
  new g B0
  ? send g 7
  ? next k
  ? throw h BaseX -> y
  ? next g
  ? next h
 end
endprog
prog r2026_319
 body B0
  try
   yieldfrom new B2 -> y
  finally
   yieldfrom @h -> y
   if e == None
    ? close g
    raise GeneratorExit 1
   else
    yieldfrom new B1 -> y
    yield 2 -> x
   end
  end
 end
 body B1
  try
   yieldfrom new B2 -> y
  except GeneratorExit as e
   log c3 e
   yieldfrom new B2
   log t4
   logexc
  finally
   logexc
  end
  yieldfrom @h
  log t5 x
 end
 body B2
  set y 6
  yieldfrom @g -> y
  log t7 x e
  yieldfrom @g -> y
  log t8
 end
 main
  new k B1
  new h B1
  new g B1
  ? next k
  ? next g
  ? next g
  ? next h
  ? next h
  ? throw k RuntimeError !BaseX(x)
  ? next h
  ? throw g GeneratorExit y
  state k
  ? next g
 end
endprog
prog r2026_328
 body B0
  yield 1
 end
 body B1
  try
   yield 2
  except RuntimeError as e
   log c3 e
   for x in @g
    yield x
    try
     yieldfrom @h -> x
    finally
     log f4
     ? next h -> y
    end
    break
   end
   if e == None
    try
     yieldfrom @h -> x
    except GeneratorExit as e
     yield 5 -> x
    end
   end
  end
  yieldfrom @h
  log t6 x
  ? throw h StopIteration 9
  try
   yield 1 -> x
  except * as e
   loop 2
    logexc
    for x in @g
     yield 10
     continue
    end
   end
   logexc
   reraise
  end
 end
 main
  new g B1
  new k B1
  ? next g
  ? next k
  ? next h
  ? send g x
  ? next k
  ? next k
  try
   raise GeneratorExit !TypeError(12)
  except * as m
   ? new g B0
  end
 end
endprog
prog r2026_329
 body B0
  yield x -> y
  for x in new B1
   yield x -> y
   log t1
   yield None
  end
  try
   yield 2 -> y
  except NameError as e
   log c3 e
   logexc
   logexc
  end
 end
 body B1
  try
   yieldfrom @g
  except ValueError as e
   state g
  end
  for x in @h
   raise ZeroDivisionError None from e
   try
    yieldfrom @h
   except * as e
    log c4 e
    yieldfrom @g -> y
    log t5 x e
   end
   break
  end
  yieldfrom @h -> x
  yield !StopIteration -> x
 end
 main
  new k B0
  new h B1
  new g B1
  ? next h
  ? next g
  ? close h
  ? throw h E3 -1
  ? new k B0
  ? next k
  ? next h
  try
   raise KeyboardInterrupt None
  except * as m
   ? next k
  end
  ? next k
  ? next k
  ? send g 9
  ? next g
 end
endprog
prog r2026_330
 body B0
  try
   yield 1
  except E1
   next h
  end
  try
   yield None
  except StopIteration as e
   ? next k -> x
   state g
  finally
   log f2
   ? throw k E2 x
  end
  yield None -> y
 end
 body B1
  throw h StopIteration 3
  reraise
 end
 iter I0
  method next
   inc n
   raise GeneratorExit 4
  end
  method send
   log isend arg
   raise GeneratorExit "s"
  end
  method throw
   ? throw k E3 None
   return !E2(2)
  end
  method close
   ? next g
   return !E2(2)
  end
 end
 main
  new h B0
  new k B0
  new g B1
  ? next k
  ? next g
  ? close g
  ? next h
  ? throw k NameError y -> x
  ? next g
  ? close h
  ? next g
  ? throw h E1 7 -> x
  ? throw h TypeError
  ? close h
  ? next g
  ? free g
  state g
  ? next k
 end
endprog
prog r2026_333
 body B2
  try
   yieldfrom new I0
  finally
   yield 4 -> y
  end
  yield 0 -> x
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   try
    yieldfrom new I0 -> x
   except * as e
    log c5 e
    return -1
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
   raise StopIteration 1
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B1
  new g B1
  ? next h
  ? next g
  ? send g 6 -> y
  ? send h 7 -> x
  ? close g
  ? next g -> y
  state h
  ? new h I0
 end
endprog
prog r2026_335
 body B0
  try
   yield 1
  finally
   yield 3 -> y
  end
  return x
  log t4 x e
 end
 body B1
  raise TypeError
 end
 body B2
  try
   ? send h 8
  finally
   log f5
   reraise
   yield x -> y
   return
  end
  try
   yieldfrom @h -> x
  except GeneratorExit as e
   yieldfrom @h
  end
  yield y -> x
  try
   yieldfrom @k -> x
  except * as e
   yieldfrom @g
  end
 end
 main
  new h B0
  new g B2
  ? next g
  ? send k 10
  ? send g x
  ? next k
  ? throw g KeyError 11
  ? next g
  ? next h
  ? next g
  state g
  ? throw h GeneratorExit 12
  for x in @g
   log m x
  end
  ? free h
  ? next g
  ? next g
  state g
  ? next h
 end
endprog
prog r2026_338
 body B0
  try
   yieldfrom new I0 -> x
  except *
   yield "s" -> y
   raise E2 from e
  end
  ? free g
 end
 body B1
  yield 2 -> y
  try
   yieldfrom new B2 -> x
  except LookupError as e
   log c3 e
   ? close g
   try
    yieldfrom new I0 -> x
   except GeneratorExit
    log t4
    yield y -> x
   end
   return None
  end
 end
 body B2
  return !StopIteration(7)
 end
 iter I0
  method next
   inc n
   if n > 3
    raise E1 10
   end
   return !E2(2)
  end
  method send
   log isend arg
   ? next h
   raise StopIteration
  end
  method close
   return !E2(2)
  end
 end
 main
  new g B2
  new k B0
  new h B0
  ? next g
  ? next k
  ? send g 14
  ? send h 15
  ? close k
  ? next h
  ? close h
 end
endprog
prog r2026_340
 body B0
  state g
  ? throw k KeyError 1
 end
 body B1
  ? close h
 end
 iter I0
  method next
   raise E2 "s"
  end
  method send
   log isend arg
   return !E2(2)
  end
  method close
   return n
  end
 end
 main
  new g B0
  new h B1
  new k B0
  ? next g
  ? next h
  state h
  state h
  ? next g
  ? next k
  ? close k
  ? next g
  ? next h
 end
endprog
prog r2026_342
 body B0
  try
   yieldfrom @h -> x
  except NameError
   yieldfrom @g -> y
   log t1 x
   try
    yield !RuntimeError(2)
   except KeyError
    yieldfrom new B1 -> x
    log t3 x e
   finally
    yieldfrom new B1
    for x in new B1
     yield x -> y
     try
      yield !ValueError(!E1(1)) -> y
     finally
      raise ZeroDivisionError y
     end
    end
   end
  end
 end
 body B1
  state h
  try
   yieldfrom @g -> x
  except TypeError as e
   log c5 e
   logexc
   reraise
  end
 end
 main
  new h B0
  new g B1
  new k B0
  ? next h
  ? next k
  ? next k
  ? next g
  state g
  ? next k
  ? next g
  ? throw h BaseX 7
  ? next h
  ? next g
 end
endprog
prog r2026_346
 body B0
  return 1
  try
   yield 1 -> x
  except * as e
   yield x
  end
  ? throw k StopIteration 3
 end
 body B1
  ? close k -> y
  yield 4 -> y
 end
 body B2
  try
   yield 1 -> x
  except * as e
   yield !E3(x) -> x
  end
 end
 main
  new h B1
  new k B0
  new g B0
  ? next k
  ? next g
  ? send h x -> y
  ? next h
  ? next k
  ? next h
  ? throw h StopAsyncIteration 6
 end
endprog
prog r2026_352
 body B0
  return !StopIteration(1)
  ? next g
  logexc
 end
 body B1
  yield 3 -> y
 end
 body B2
  ? throw h StopIteration
  try
   yield 4 -> x
  except Exception as e
   log c5 e
   log t6
   yieldfrom @g -> y
   log t7
  end
 end
 iter I0
  method next
   inc n
   log inext n
   return None
  end
  method send
   for y in @h
    log iy y
   end
   raise StopIteration 9
  end
  method close
   log iclose n
   return 10
  end
 end
 main
  new h B0
  new g B1
  new k I0
  ? next h
  try
   raise E3 None
  except * as m
   ? next g
   try
    raise GeneratorExit x
   except * as m
    ? next h
   end
  end
  ? close h
  ? close h
  ? next g
  ? next g
  ? next h
  ? next g
  ? next h
  ? throw g TypeError 0
 end
endprog
prog r2026_361
 body B0
  try
   yield 1
  except KeyError as e
   reraise
   try
    yieldfrom @h -> x
    log t5 x e
    yieldfrom new B2 -> y
    raise StopIteration 6
   except RuntimeError
    yieldfrom new B2
    try
     yieldfrom new B2 -> x
    except AttributeError
     for y in @h
      yield 2
      yieldfrom @k -> x
     end
    end
   finally
    loop 2
     yieldfrom new B1 -> x
     log t3 y
    end
    try
     yield "s" -> x
    finally
     yieldfrom new B1
     log t4 y
    end
   end
  end
  log t9
 end
 body B1
  log t10
 end
 body B2
  yield -1
 end
 iter I0
  method next
   inc n
   if n > 3
    raise StopIteration 11
   end
   return None
  end
 end
 main
  new k B0
  new h B1
  new g I0
  ? next k
  ? next h
  ? next g
  ? next h
  ? next h
  state g
  ? next k
  ? new g B2
  ? next k
  ? send h y -> x
  ? close k
  ? send k 14
 end
endprog
prog r2026_363
 body B0
  reraise
  ? free k
 end
 body B1
  yield !StopIteration -> x
  yield 4 -> y
  log t5
 end
 iter I0
  method next
   return !E2(2)
  end
  method throw
   next k
   raise exc
  end
  method close
   log iclose n
   logexc
   return !E2(2)
  end
 end
 main
  new k B1
  new h B1
  ? next k
  try
   raise RuntimeError "s"
  except * as m
   state h
   ? send g !TypeError(!E1(1)) -> x
  end
  state k
  ? next k
  ? throw k StopAsyncIteration 9
  state h
  for x in @g
   log m x
  end
  ? free k
  state g
  ? free h
  ? close k
  ? next g -> y
  ? next k
  ? send k 10 -> y
 end
endprog
prog r2026_395
 body B0
  return -1
  return !StopIteration(1)
 end
 body B1
  ? next g
 end
 body B2
  yieldfrom @h -> x
  log t3
 end
 iter I0
  method next
   log inext n
   raise StopIteration
  end
  method send
   return n
  end
  method throw
   log ithrow exc
   return None
  end
 end
 main
  new g B2
  new k B0
  new h B1
  ? next g
  ? next h
  try
   raise E3 None
  except * as m
   ? next h
  end
  ? close h
  ? close h
  ? next h
  ? next k
  ? next h -> y
  ? throw g AssertionError -> y
  ? next h
 end
endprog
prog r2026_398
 body B0
  try
   yield 1
  finally
   if x != None
    try
     yield 1 -> x
    except * as e
     yield None
     raise StopIteration
     logexc
    end
   else
    yield None
    yield !StopIteration -> x
   end
  end
 end
 body B1
  yieldfrom @k -> y
 end
 iter I0
  method next
   return n
  end
  method throw
   return None
  end
  method close
   raise StopIteration
  end
 end
 main
  new h B0
  new k B1
  new g B0
  ? next h
  ? next k
  ? next g
  ? next k
  ? next k
  try
   raise GeneratorExit
  except * as m
   ? next g
   ? free h
   ? next k
  end
  ? next g
  ? next g
  ? next h
  ? throw k GeneratorExit 10
  ? throw k StopIteration 11
  state k
  ? next k
  ? next k
 end
endprog
prog r2026_399
 body B0
  logexc
  yieldfrom new B1 -> y
  log t1
  yieldfrom new B1 -> y
  log t2 x
  try
   yieldfrom new B1 -> x
  except * as e
   yieldfrom @h
  end
 end
 body B1
  try
   try
    yieldfrom @g -> x
   except NameError
    return !StopIteration(7)
    try
     raise GeneratorExit -1
    finally
     yield x
     yield x -> x
     yield None -> x
    end
    raise E3 10
   end
  except NameError as e
   log c4 e
   try
    yieldfrom @k -> x
   except * as e
    yield 5
   end
   yieldfrom @h -> y
   log t6 x
  end
  yieldfrom @h
  try
   yield 1 -> x
  except * as e
   yield 11 -> x
  end
  return None
 end
 main
  new g B0
  new k B0
  ? next g
  ? next k
  ? throw h E1
  ? next g
  ? throw h ValueError -> x
  ? send g 12
  ? send h x
 end
endprog
prog r2026_402
 body B0
  state h
  close h
  logexc
  log t1 x e
 end
 body B1
  ? next g
  state h
  try
   yieldfrom new B2 -> y
  except NameError as e
   log c2 e
   throw g StopIteration 3
   try
    raise StopIteration 4
   finally
    yield 5 -> x
    log f6
    ? next g
   end
   raise e
  end
 end
 body B2
  try
   yield 1 -> x
  except * as e
   yieldfrom @g
  end
  yield "s" -> x
 end
 main
  new k B1
  new h B1
  new g B0
  ? next k
  ? next h
  ? next g
  ? throw g StopIteration y
  ? close k -> x
  ? close h -> y
  ? next k
  ? next g
 end
endprog
prog r2026_405
 body B0
  ? next g
  raise BaseX y
  ? send h 1
 end
 body B1
  yield 2
  try
   yield 3 -> x
  except KeyError as e
   log c4 e
   yield x
  end
  raise TypeError !ValueError(5)
 end
 main
  new k B1
  new g B1
  new h B0
  ? next k
  ? next g
  ? next h
  ? throw k GeneratorExit 6
  ? send g !StopIteration(!E1(1))
  ? send g !StopIteration(!E1(1))
  for x in @g
   log m x
  end
  ? next g
  ? free h
  ? send h None
  state g
  ? next h
  ? next k
  ? free k
  ? next g
  ? send h 9
 end
endprog
prog r2026_407
 body B0
  ? next k
  ? throw g GeneratorExit 1 -> y
  for y in new B1
   yield x
   for x in new B2
    try
     yieldfrom new B2 -> y
    except E1 as e
     log c2 e
     for y in new B2
      yield 3 -> x
     end
     loop 3
      return 4
      yieldfrom new I0 -> x
      log t5 x
      break
     end
     raise E2 from e
    end
   end
   set y 7
  end
 end
 body B1
  return 8
 end
 body B2
  loop 3
   state g
   continue
  end
  try
   yieldfrom new I0 -> x
  finally
   log f9
   state h
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration
   end
   raise StopIteration 12
  end
  method throw
   return None
  end
 end
 main
  new h B1
  new g B0
  ? next h
  ? throw g AttributeError !StopIteration
  ? throw h RuntimeError 14
  ? close k -> x
  for x in @h
   log m x
  end
  ? next g
  ? send g y
  ? next k
  ? throw h StopAsyncIteration y -> x
 end
endprog
prog r2026_414
 body B0
  raise StopIteration 1
 end
 body B1
  try
   raise GeneratorExit 3
   raise GeneratorExit
  except GeneratorExit
   logexc
   return None
  end
  try
   yield 4 -> x
  except * as e
   logexc
  end
  logexc
 end
 main
  new g B0
  new h B1
  ? next g
  ? free g
  ? close g
  ? next g
  try
   raise ZeroDivisionError None
  except * as m
   ? free k
   ? next k
   ? send k None -> x
  end
  ? next k
  for x in @h
   log m x
  end
  ? next k
  ? throw g StopIteration 0
 end
endprog
prog r2026_417
 body B2
  return None
  log t3
  log t4 y
 end
 body B1
  next c -> n
  if n < 5
   yieldfrom new B1 -> x
   return x
  else
   set x y
   for x in new I0
    yield x -> y
    try
     raise KeyboardInterrupt
    finally
     yield -1 -> x
    end
   end
   log t6 x e
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
   return n
  end
  method throw
   log ithrow exc
   for y in @h
    log iy y
   end
   return !E2(2)
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B1
  new k B1
  new g I0
  ? next h
  ? next k
  ? next g
  ? close h
  try
   raise E2
  except * as m
   ? next k
   state g
   ? throw k StopIteration 7
  end
  ? throw k GeneratorExit None
  ? throw h GeneratorExit 8
  ? send k x
  state g
  state k
  ? free g
  ? close h
 end
endprog
prog r2026_419
 body B0
  logexc
  try
   raise AssertionError x
  except * as e
   free k
   logexc
   raise E1 2 from e
  end
  ? throw g StopIteration 3
  yieldfrom new B1 -> y
  log t4
 end
 body B1
  raise KeyboardInterrupt 0 from None
 end
 body B2
  for x in @g
   yield x
   yield 5
   yieldfrom @h -> y
   log t6 x
   continue
  end
  for y in @g
   yield x -> y
   raise ValueError None
  end
  raise GeneratorExit
 end
 main
  new h B0
  new g B1
  new k B2
  ? next h
  ? next g
  ? next k
  ? throw k TypeError y
  for x in @k
   log m x
  end
  ? next h
  try
   raise StopAsyncIteration
  except * as m
   ? throw k AttributeError 7 -> x
   ? free h
   ? next k
  end
  ? throw g BaseX 8
  ? throw g BaseX 9 -> y
  state k
 end
endprog
prog r2026_425
 body B0
  try
   throw g StopIteration 5 -> x
   yield 7 -> y
  except GeneratorExit
   try
    yield 1 -> x
   except StopIteration as e
    log c2 e
    yield !RuntimeError -> y
    ? throw g AttributeError -> y
   end
   raise E3 3
  finally
   yield 4
   ? send g None
  end
  try
   yieldfrom new B1 -> x
  except Exception as e
   yieldfrom @k -> x
   log t8
   return
  finally
   ? throw k StopIteration
   return
  end
  logexc
  logexc
 end
 body B1
  yieldfrom @h -> x
  log t10 y
  return
  yield y -> x
 end
 main
  new h B0
  new k B1
  ? next h
  ? next k
  ? next h
  ? next g -> x
  ? next h
  ? send g None
  ? free h
  try
   raise RuntimeError 11
  except * as m
   ? free k
  end
  ? next k -> y
 end
endprog
prog r2026_427
 body B0
  yieldfrom new B1 -> y
  log t1 y
 end
 body B1
  for x in @g
   for y in @h
    yield x -> y
    yield 2 -> y
   end
   try
    yield 3 -> x
   except NameError as e
    log c4 e
    for x in @g
     raise x from e
     for x in @k
      yield y
      raise x
     end
    end
    for y in @h
     yield x
     yieldfrom @k -> y
    end
   finally
    yieldfrom @k
   end
  end
 end
 main
  new k B0
  new h B0
  ? next k
  ? next h
  ? next k
  ? send g y
  ? send g y
  ? next g
  ? close g
  ? next h
  ? send k y
  ? throw k E2 x -> x
  ? next g
  ? next h
 end
endprog
prog r2026_429
 body B0
  try
   yield y
  finally
   yield 2 -> x
  end
  raise GeneratorExit
 end
 body B1
  try
   yield 3 -> y
  except E1
   yield 4 -> y
   raise E3 5
  finally
   log f7
   try
    yield 1 -> x
   except * as e
    yield x -> x
   end
  end
  try
   yieldfrom @k -> x
  except * as e
   try
    yieldfrom @g -> x
   except GeneratorExit as e
    yieldfrom @k
   end
   raise StopIteration 9
  end
 end
 main
  new k B0
  new g B0
  new h B1
  ? next h
  ? send h None
  ? next k
  ? next g
  ? throw k RuntimeError !StopIteration(!E1(1))
  ? throw h TypeError !BaseX(x)
  ? throw h GeneratorExit e
  ? next h
  ? throw g StopIteration 12
  ? next k
  try
   raise KeyError
  except * as m
   for x in @g
    log m x
   end
   ? next k
   state k
  end
  ? next h
 end
endprog
prog r2026_431
 body B0
  yieldfrom new I0 -> x
  log t1 x
  return 2
  raise StopIteration
 end
 body B1
  raise StopIteration y
  ? next k
  yield 8 -> x
  ? close h -> y
 end
 body B2
  logexc
  log t9 x e
  try
   yieldfrom @h -> x
  except * as e
   yieldfrom new B3
  end
 end
 body B3
  yield !StopIteration -> x
  yield 14 -> y
  try
   yield x -> x
  except * as e
   log c15 e
   yield !StopIteration -> x
  end
 end
 iter I0
  method next
   inc n
   return n
  end
  method send
   log isend arg
   raise StopIteration 19
  end
  method close
   ? send h 20
   return n
  end
 end
 main
  new h B0
  new k B1
  ? next h
  ? next k
  ? throw g E3
  ? close g
  ? throw h ValueError 22
  ? next k
  ? free k
  ? next g
  for x in @h
   log m x
  end
  ? throw g ValueError 23
  ? next k
 end
endprog
prog r2026_437
 body B0
  reraise
  try
   raise KeyboardInterrupt y
  finally
   yield 2 -> y
   try
    yieldfrom new I0
   finally
    yield y -> x
   end
  end
  try
   raise StopIteration -1
  finally
   yield y
  end
 end
 body B1
  log t6 y
 end
 iter I0
  method next
   for y in @k
    log iy y
   end
   return !E2(2)
  end
  method throw
   return n
  end
 end
 main
  new g I0
  new h B1
  ? next h
  ? next g
  ? send g 9
  ? next g
  ? next k
  ? next g -> x
  ? next k
  ? next h
  ? next g
  ? next h
  ? send g 10
  ? next k
  ? throw h GeneratorExit
  ? close k -> y
  ? next h
  ? next k
 end
endprog
prog r2026_438
 body B0
  yieldfrom new B1
  log t1 x
 end
 body B1
  yieldfrom new B2 -> x
  try
   yieldfrom new B2 -> y
  except * as e
   log c2 e
   try
    yield e -> y
   except StopIteration as e
    log c3 e
    yield 4
   end
   raise E2 from e
  end
  loop 3
   yield x -> x
  end
  raise StopIteration 7
 end
 body B2
  yieldfrom @g -> x
  try
   yieldfrom @g
  finally
   try
    yieldfrom @g
   except AttributeError as e
    log c10 e
    yield x -> y
    ? send k 11
   end
   next g
  end
  try
   try
    yieldfrom @k -> x
   except * as e
    yieldfrom @g
   end
  finally
   log f13
  end
 end
 main
  new g B0
  new k B1
  ? next g
  ? next k
  ? next h
  ? next h -> y
  try
   raise RuntimeError y
  except * as m
   ? throw g StopIteration !E1(x)
   ? next k
  end
  ? throw g E1 15
  ? close k
  ? send g y -> y
 end
endprog
prog r2026_445
 body B0
  try
   yieldfrom new B1 -> x
  except * as e
   ? throw g GeneratorExit y
  end
  try
   yield None
  except * as e
   yieldfrom @g -> y
   next h
  end
  try
   yieldfrom @h
  except ValueError
   try
    try
     yieldfrom @h -> x
    except GeneratorExit as e
     yieldfrom new B1
    end
   finally
    log f2
   end
  end
  loop 3
   ? new k B0
   break
  end
 end
 body B1
  for x in @h
   yield x -> x
   ? free h
   try
    yield 3 -> y
   except StopIteration
    state g
    reraise
   end
  end
  ? next h
 end
 main
  new g B1
  new k B1
  new h B1
  ? next g
  ? next h
  try
   raise RuntimeError 5
  except * as m
   ? next k
  end
  ? next g -> x
  state g
  ? next g
  ? next g
  ? send g 6
  ? next k
  ? new g B1
  ? next g
  ? next h
  ? next k
  ? next k
 end
endprog
prog r2026_448
 body B0
  try
   yieldfrom @g -> x
  finally
   log t1 x e
   yieldfrom new B1 -> x
  end
  log t2 y
 end
 body B1
  raise StopAsyncIteration -1
  inc x
 end
 main
  new k B1
  new h B1
  new g B1
  ? next h
  ? next g
  ? close g -> y
  ? next g
  ? next h
  ? send k 3
  state k
  ? next g
  state g
  ? next k
  ? send h None
  state k
 end
endprog
prog r2026_450
 body B0
  raise StopIteration
  ? free k
  state k
  logexc
 end
 body B1
  raise e
 end
 main
  new k B1
  new g B0
  new h B0
  ? next k
  ? next g
  try
   raise E1 !StopIteration
  except * as m
   ? free h
  end
  ? throw g StopIteration 3
  ? next h
  ? throw h ZeroDivisionError
  ? next k
  ? next g
  state k
  ? next k
  ? next g
  ? free g
  ? throw g E1 x
 end
endprog
prog r2026_453
 body B0
  if y == "s"
   set x 1
  end
  ? free h
  ? next g
 end
 body B1
  yield None -> x
 end
 main
  new k B1
  new h B1
  new g B1
  ? next h
  ? next g
  ? free g
  ? throw k RuntimeError 2 -> x
  ? free g
  ? next h
  ? next k
  ? next k
  ? next k
  for x in @k
   log m x
  end
  ? free k
 end
endprog
prog r2026_464
 body B0
  yieldfrom new B1 -> x
  log t1
 end
 body B1
  try
   yieldfrom @h
  finally
   yield "s" -> y
   log f6
   logexc
   throw k StopIteration 5 -> x
  end
  log t7 x e
 end
 main
  new h B1
  new g B0
  ? next g
  ? throw k StopIteration 8
  ? next k
  ? next g
  ? next h
  ? next k
  ? new h B1
  ? free k
  ? throw h RuntimeError 9
  try
   raise StopIteration 10
  except * as m
   ? next k
   ? next h
   ? throw g StopAsyncIteration y
  end
  ? next g
 end
endprog
prog r2026_470
 body B0
  yield 1
  set y e
  try
   yieldfrom @g -> x
  except E1 as e
   log c2 e
   yieldfrom new B1
   yieldfrom @k
   log t3
  end
  yieldfrom @g -> y
 end
 body B1
  raise GeneratorExit 4
  if x != None
   ? throw k StopIteration 7
  else
   yield 8 -> y
   logexc
  end
 end
 body B2
  yieldfrom @h -> x
  log t9 x
  next g -> x
  ? free h
 end
 main
  new k B2
  new h B1
  ? next k
  state h
  ? send g 13
  ? new g B0
  ? throw k KeyError
  ? send g 14 -> x
  ? next h
 end
endprog
prog r2026_471
 body B0
  yield None -> y
 end
 body B1
  ? close k
 end
 main
  new k B0
  new g B1
  new h B1
  ? next k
  ? next k
  ? next k
  ? next h
  ? next h
  ? next h
  ? close h
  ? next k
  ? next h
  ? next k -> x
  for x in @k
   log m x
  end
  ? next h
 end
endprog
prog r2026_473
 body B0
  send g 1
 end
 body B1
  yield 2 -> x
  ? close g
  try
   yieldfrom @g -> x
  except Exception as e
   log c3 e
   next g
   try
    raise KeyboardInterrupt "s"
   except * as e
    return
    logexc
   end
  finally
   ? send h 4
   return 5
  end
  ? next g
 end
 main
  new g B0
  new k B1
  new h B0
  ? next k
  state h
  ? next g
  state g
  for x in @g
   log m x
  end
  ? next h
  ? next g
  ? throw k ZeroDivisionError -> y
 end
endprog
prog r2026_478
 body B0
  if x != None
   log t1 x e
   ? close h
  else
   yield 2 -> x
   yieldfrom new B2
   log t3
  end
  log t4
  reraise
  set x 5
 end
 body B1
  yield e -> y
 end
 body B2
  log t6 x e
 end
 main
  new h B0
  new k B2
  new g B0
  ? next h
  ? next k
  ? send g x
  ? send k !StopIteration
  ? free g
  ? next h
  ? next h
  for x in @h
   log m x
  end
  ? next k
  ? free h
  state g
  ? close h
  ? next k -> y
  for x in @k
   log m x
  end
  ? next k
  state k
  state k
 end
endprog
prog r2026_483
 body B0
  ? next h
 end
 body B1
  for y in @g
   yield x -> y
   try
    return 5
   except GeneratorExit as e
    log c1 e
    return !StopIteration
    raise E2 from e
   finally
    log f4
    for y in new B2
     yield x
     ? throw g TypeError
     yield y
    end
   end
  end
  ? close g
 end
 body B2
  yield 0
  yield 6 -> y
 end
 main
  new k B1
  new g B0
  new h B0
  ? next k
  ? next g
  ? next h
  ? close h -> x
  ? send g !TypeError
  state k
  ? next k
  ? throw k GeneratorExit
  ? throw k GeneratorExit 7
  ? next k
  ? close g
  ? next g
  ? next h
  ? next k
  ? next g
  ? send k None
 end
endprog
prog r2026_485
 body B2
  yieldfrom @k -> y
 end
 body B1
  next c -> n
  if n < 20
   yieldfrom new B1 -> x
   return x
  else
   raise StopAsyncIteration "s" from None
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
   ? next h
   next k
   return !E2(2)
  end
  method send
   return None
  end
  method throw
   raise exc
  end
  method close
   return 3
  end
 end
 main
  new c C
  new g B1
  ? next g
  new g B2
  new k B1
  ? next k
  ? free k
  ? next h -> y
  ? send h 4 -> y
  state h
  ? next g
  ? close g
 end
endprog
prog r2026_487
 body B0
  throw k AttributeError x
  ? next g
 end
 body B1
  ? next g
  try
   yield 1
  finally
   yield 3 -> y
  end
  try
   yieldfrom @h -> x
  except * as e
   yield 4 -> y
  end
  yield 5
 end
 main
  new h B0
  new g B1
  new k B1
  ? next h
  ? next g
  ? next k
  ? next h
  ? send g 6
  ? next g
  state g
  try
   raise E1 7
  except * as m
   ? throw k RuntimeError
   ? throw k GeneratorExit
  end
  ? next k
  ? next k
  ? close k
  ? next k
  state h
  try
   raise AssertionError
  except * as m
   ? send k 8
   ? next h
   ? next g -> y
  end
  try
   raise AssertionError
  except * as m
   ? throw k StopIteration 9
  end
  ? close h -> y
  state k
  ? next g
  ? next h
 end
endprog
prog r2026_493
 body B0
  state g
  set x 1
 end
 body B1
  try
   yield 2
  except LookupError as e
   ? send g None -> y
   try
    yield 1 -> x
   except * as e
    ? send g y
    logexc
   end
  end
 end
 main
  new k B0
  new h B0
  ? next k
  ? next h
  for x in @h
   log m x
  end
  ? throw h StopIteration
  ? next g
  state g
  ? next k
 end
endprog
prog r2026_495
 body B0
  yield x
  yieldfrom @g -> x
  log t1 x e
  ? next g
 end
 body B1
  try
   yieldfrom @g
  except Exception
   log t2 y
   try
    yieldfrom @k
   except E2
    try
     raise NameError e
    except * as e
     return e
     yield "s" -> x
     logexc
     raise E3 3
    end
    reraise
   finally
    try
     try
      yield !E3 -> y
     except GeneratorExit as e
      yieldfrom @g
      log t4
     except GeneratorExit as e
      log c5 e
      yieldfrom @h -> x
      reraise
     end
     raise e
    finally
     raise E1
    end
    yieldfrom @k -> y
    log t8 x e
   end
  end
  log t9 x e
  try
   yieldfrom @k -> x
  except StopIteration
   state k
   yield 10 -> x
  end
  log t11 x
 end
 main
  new h B1
  new k B1
  new g B1
  ? next g
  for x in @g
   log m x
  end
  ? close h
  ? close g
  ? next k
  ? next g
  ? close h
  ? next h
  ? next h
 end
endprog
prog r2026_497
 body B0
  try
   yieldfrom @k
  except StopIteration
   return 1
   reraise
  end
  yieldfrom @h -> x
 end
 body B1
  reraise
  try
   yield None
  except NameError
   try
    yield 3 -> x
   finally
    try
     yieldfrom new B3 -> x
    finally
     log f5
     yieldfrom new B2
     log t4 x
    end
   end
   return 7
  end
 end
 body B2
  yieldfrom @h -> y
 end
 body B3
  try
   yieldfrom @g -> x
  except AttributeError as e
   log c8 e
   throw h StopIteration 5 -> x
  end
 end
 main
  new g B1
  new h B0
  ? next g
  ? next h
  ? throw k TypeError 0
  ? throw h E2
  ? close h
  ? send h y
  ? next g
  ? throw k StopIteration 12
  state k
  ? next h
  ? throw k GeneratorExit !KeyError
  ? next k
  ? next h -> x
 end
endprog
prog r2026_499
 body B0
  try
   yield 1
  finally
   yield None -> x
  end
  return y
 end
 body B1
  ? throw k StopIteration
 end
 body B2
  reraise
  yieldfrom new B3 -> x
  log t3 x
 end
 body B3
  yieldfrom @g -> y
  log t4 y
  return 5
  log t6 y
  ? send h None
 end
 main
  new k B2
  new g B0
  new h B3
  ? next g
  ? next h
  ? next g
  ? close k
  ? throw h KeyError -> y
  state h
  try
   raise ValueError 7
  except * as m
   ? send g y
   ? throw k TypeError y -> y
  end
  ? throw h E3 8 -> x
  ? send g !StopAsyncIteration
  ? next h -> x
  ? next g
  ? next h -> y
  ? throw h AssertionError 9
 end
endprog
prog r2026_500
 body B0
  logexc
  return !StopIteration(1)
  yield x -> y
 end
 body B1
  logexc
  log t3 y
  raise e
  try
   yield 1 -> x
  except * as e
   yield 4 -> x
  end
 end
 body B2
  log t5 y
  log t6 x
 end
 body B3
  try
   yield 7 -> y
  except GeneratorExit as e
   log c8 e
   next k -> x
   try
    try
     yield 1 -> x
    except * as e
     yield 12 -> x
    end
   finally
    log f13
   end
   raise e
  end
  yieldfrom @h
 end
 iter I0
  method next
   raise StopIteration 16
  end
  method close
   raise StopAsyncIteration !E2(x)
  end
 end
 main
  new h I0
  new k B3
  ? next h
  ? next k
  ? send h y
  ? next g
  ? close h -> x
  ? next k
  ? throw g GeneratorExit None
  ? close k -> y
  ? throw h GeneratorExit 18 -> x
  ? next h
  ? next k
  ? send k "s"
 end
endprog
prog r2026_502
 body B0
  log t1 y
 end
 body B1
  log t2
  yieldfrom @g -> y
  yield x -> x
 end
 main
  new k B1
  new g B1
  new h B1
  ? next g
  ? next h
  ? next g
  ? next g -> x
  ? throw g ValueError 3
  ? next g
  state k
  ? close h
  ? send g 4
  ? next k
  state k
  ? next k
  ? close h
 end
endprog
prog r2026_503
 body B0
  ? send h y
  try
   yieldfrom new B1 -> y
  finally
   try
    yieldfrom new B1 -> y
   finally
    log f1
    ? throw h RuntimeError y
   end
  end
 end
 body B1
  try
   yield e -> x
  except AttributeError
   yield !RuntimeError(x) -> y
  end
  throw h StopIteration 5 -> x
  ? close g
 end
 main
  new k B0
  new h B0
  ? next k
  ? next h
  ? throw h E3
  state g
  try
   raise StopIteration
  except * as m
   ? next h
  end
  ? close g
  ? throw h GeneratorExit None
  ? next h -> x
  ? next g
  ? next g
  ? close h -> y
  ? next h
  state k
 end
endprog
prog r2026_509
 body B0
  try
   yield 1 -> x
  except * as e
   yieldfrom new B1
  end
  return e
  yieldfrom @g
 end
 body B1
  try
   yield 1 -> x
  except * as e
   try
    try
     yieldfrom @k -> x
    except * as e
     yield 2
    end
   finally
    log f3
   end
   logexc
   reraise
  end
 end
 main
  new g B0
  new k B1
  ? next k
  ? send k 5
  ? next k
  ? next g
  ? send k e
  for x in @g
   log m x
  end
  ? next h
 end
endprog
prog r2026_510
 body B0
  reraise
  state g
  ? close h
  ? send h 1
 end
 body B1
  logexc
  ? throw g GeneratorExit
 end
 body B2
  ? throw g NameError !ZeroDivisionError(!E1(1)) -> x
  ? new g B2
 end
 iter I0
  method next
   inc n
   if n > 2
    raise E1 4
   end
   return n
  end
  method throw
   raise exc
  end
  method close
   return n
  end
 end
 main
  new g B1
  new h B2
  new k I0
  ? next g
  ? next h
  ? next k
  ? new g I0
  ? throw h GeneratorExit
  try
   raise ValueError
  except * as m
   ? next h
   ? next k
  end
  try
   raise ZeroDivisionError
  except * as m
   ? throw k AttributeError "s" -> x
   state g
   ? next g
  end
  ? throw g AttributeError -> y
  ? throw g StopIteration 7
  ? new k B1
  try
   raise AssertionError
  except * as m
   ? send h 8 -> x
   ? close k
   ? new g I0
  end
  ? send k 9
  state h
  ? throw h BaseX !StopIteration(10)
  ? next h
 end
endprog
prog r2026_511
 body B0
  yield !ValueError(!E1(1)) -> x
  yieldfrom new B2 -> y
  log t2 x e
  try
   yield x -> y
  except KeyError
   try
    yield 3
   finally
    yield 5 -> x
   end
  end
  return 0
 end
 body B1
  log t6 x e
 end
 body B2
  yieldfrom @g -> y
  log t7 y
  try
   yield 8
  finally
   yield 10 -> x
   yield y -> x
  end
 end
 main
  new h B1
  new k B1
  new g B1
  ? next k
  ? next g
  state g
  ? close k -> y
  for x in @k
   log m x
  end
  ? throw h RuntimeError -1
  ? throw k GeneratorExit
  ? throw h GeneratorExit y
  ? next g -> x
  ? next k
  ? close g
  ? next k
  state g
 end
endprog
prog r2026_513
 body B0
  yieldfrom new B1 -> x
  log t1 x e
  yieldfrom new B2 -> y
  log t2 y
  logexc
  throw g RuntimeError x
 end
 body B1
  ? next h
  try
   try
    yieldfrom new B2 -> x
   except GeneratorExit as e
    yield 3
   end
  finally
   log f4
  end
  log t5 y
 end
 body B2
  yield !StopIteration -> x
  state h
  log t9
  yieldfrom @g
 end
 main
  new g B1
  new h B0
  new k B1
  ? next g
  ? next h
  ? next k
  ? free g
  ? next k
  ? free h
  ? next h
  ? next k
  ? free h
 end
endprog
prog r2026_515
 body B0
  yield 1 -> y
  yield y
  try
   yieldfrom new B1
  finally
   yield 3 -> y
  end
  yield 4 -> x
 end
 body B1
  try
   yieldfrom @h
  except * as e
   return !E2(5)
  end
 end
 main
  new h B1
  new g B1
  new k B1
  ? next h
  ? next k
  try
   raise StopIteration 6
  except * as m
   try
    raise StopAsyncIteration y
   except * as m
    ? next g
    ? next g
   end
   ? next h
   ? throw g KeyboardInterrupt y
  end
  ? next h
  ? next k
  ? next h
  try
   raise AssertionError
  except * as m
   ? next g
   ? next k
  end
  ? throw h E2 7
  ? throw g KeyboardInterrupt -> x
  ? close h
  ? next k -> y
  ? next g -> x
  ? next g
  ? next k
  try
   raise StopAsyncIteration
  except * as m
   ? send h None
   ? throw k ValueError
  end
  ? next h
 end
endprog
prog r2026_517
 body B2
  set x None
 end
 body B1
  next c -> n
  if n < 3
   try
    yieldfrom new B1 -> x
   except E1 as e
    log c3 e
    try
     yield 1 -> x
    except * as e
     yield None -> x
     logexc
    end
   finally
    try
     raise GeneratorExit
    finally
     yield 5 -> x
     log f6
     yield x -> x
    end
   end
  else
   log t7
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
   return n
  end
  method close
   ? close g
   return None
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B1
  new g I0
  new k B2
  ? next g
  ? next k
  ? next h
  ? next k
  ? throw h StopAsyncIteration !TypeError(x)
  ? next k
  ? next h
  ? new k I0
  ? next h
 end
endprog
prog r2026_519
 body B0
  yieldfrom new B2
  log t1
 end
 body B1
  next h -> x
  try
   yieldfrom new B2
  except GeneratorExit as e
   log c4 e
   yieldfrom new B2
   log t5
   raise E3 6
  end
 end
 body B2
  yieldfrom @g
  yield !StopIteration -> x
  raise StopIteration 10
 end
 main
  new k B1
  new g B0
  new h B1
  ? next g
  ? next h -> y
  ? next g
  ? close h
  ? next k
  ? next h
  ? throw k GeneratorExit None
  try
   raise StopIteration !StopAsyncIteration
  except * as m
   ? throw g StopIteration x -> x
   ? free g
  end
  ? send g None
  ? throw h GeneratorExit
  state k
  ? throw h RuntimeError 13
  ? throw k StopAsyncIteration 14
  ? throw h GeneratorExit 15
 end
endprog
prog r2026_521
 body B0
  logexc
 end
 body B1
  ? close k
  yield 1 -> y
 end
 body B2
  log t2 y
  yield 3
 end
 iter I0
  method next
   inc n
   log inext n
   raise StopIteration 4
  end
  method throw
   log ithrow exc
   return None
  end
 end
 main
  new h B1
  new g B2
  new k B0
  ? next h
  ? next g
  ? next k
  ? next h
  ? free g
  state h
  try
   raise RuntimeError 6
  except * as m
   ? next h
   ? next k
   try
    raise AttributeError !E2
   except * as m
    ? new h B2
    ? next k
   end
  end
  ? next k
  ? throw k E1 None -> y
  ? close k
  ? next h
  ? throw k ZeroDivisionError x
 end
endprog
prog r2026_522
 body B0
  yield 1
  try
   yieldfrom new B1 -> y
  except *
   yield x
   ? throw k GeneratorExit !KeyboardInterrupt(2)
  end
 end
 body B1
  try
   yield 3
  finally
   yield 5 -> x
  end
 end
 main
  new k B0
  new g B1
  new h B1
  ? next k
  ? next g
  ? next h
  ? next g
  ? next k
  state g
  state g
  ? next k
  state h
  ? next g
  ? next h
  ? throw h AttributeError 6
  ? next g
  state k
  ? throw k NameError e -> y
  ? next g
  ? close k
  ? next h
  ? close g
 end
endprog
prog r2026_523
 body B0
  loop 2
   yieldfrom @g -> x
   log t1 y
   yieldfrom new I0 -> y
   log t2 x e
  end
  try
   yieldfrom new B1
  except Exception as e
   log c3 e
   yieldfrom new B1
   log t4 x
   yieldfrom new B1 -> y
  end
 end
 body B1
  yield 5 -> y
  yieldfrom @h -> y
  log t6 x
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration
   end
   log inext n
   return !E2(2)
  end
 end
 main
  new g I0
  new h I0
  new k B0
  ? next h
  ? next k
  ? send k 10
  ? next g
  ? close k
  ? close k
  ? next g
  ? send g 11
  ? next h
  ? next h
  ? send h y
  ? next k
  ? next h
  ? next h
  ? send h y
  ? close k
  ? throw h TypeError -> y
  ? free g
 end
endprog
prog r2026_524
 body B0
  return
  reraise
  yield 1 -> x
  ? send g None
 end
 body B1
  try
   yield 1 -> x
  except * as e
   yield 2 -> x
  end
 end
 body B2
  try
   try
    yieldfrom new I0 -> x
   except * as e
    yield 3 -> x
   end
  finally
   log f4
  end
  if x == None
   log t5 y
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration
   end
   ? next h
   return 8
  end
  method send
   raise StopIteration 9
  end
 end
 main
  new k B0
  new h B2
  new g B1
  ? next k
  ? next g
  ? send g None
  for x in @g
   log m x
  end
  ? free g
  ? throw g KeyError !StopIteration(!E1(1))
  ? next k
  ? send k 11
  ? send h 12 -> y
  ? new g B2
  ? throw g E2 y
  ? send h 13
  ? next h -> x
  ? send g 14
  ? close g
  ? new k B1
  ? throw h TypeError
 end
endprog
prog r2026_526
 body B0
  raise x from e
  try
   yieldfrom new I0 -> y
  except KeyError as e
   ? send h None
  finally
   try
    yield 1
   finally
    yield 3 -> x
   end
  end
 end
 body B1
  yieldfrom new B3 -> x
  log t4 x e
  yieldfrom new I0 -> x
  log t5 x e
 end
 body B2
  yieldfrom new I0 -> x
  log t6 x
 end
 body B3
  logexc
 end
 iter I0
  method next
   inc n
   return n
  end
  method send
   log isend arg
   ? next g -> x
   raise StopIteration
  end
  method throw
   return None
  end
 end
 main
  new h B0
  new k I0
  ? next h
  ? next k
  ? next h
  ? send h y
  for x in @g
   log m x
  end
  ? next g
  ? next g
 end
endprog
prog r2026_528
 body B0
  try
   try
    yield 1 -> x
   except * as e
    yieldfrom new B1
   end
   yieldfrom @h
   log t10 x
  except StopIteration
   return !StopIteration(1)
  else
   try
    yieldfrom new B1
   finally
    yield !BaseX(!E1(1)) -> x
    log f8
    ? throw h StopIteration 7
   end
   set y 9
  end
  yield x -> x
  reraise
  logexc
 end
 body B1
  raise StopIteration
 end
 main
  new k B0
  new g B1
  new h B0
  ? next k
  ? next g
  ? next h
  ? close h -> y
  try
   raise TypeError !KeyboardInterrupt
  except * as m
   for x in @g
    log m x
   end
   ? next k
  end
  ? send k 13
  ? free h
  ? send g 14
 end
endprog
prog r2026_530
 body B0
  try
   yieldfrom new B1
  except LookupError as e
   log c1 e
   yield e -> x
  end
 end
 body B1
  yieldfrom @k
  log t2 x e
 end
 main
  new k B0
  new h B0
  new g B1
  ? next k
  ? next h
  ? send k 3
  ? send g 4
  ? throw g AttributeError y
  ? next g
  ? next h
  ? next h
  ? throw k StopIteration 5
  ? free g
  ? send h x
  ? send k y
  state h
  state h
 end
endprog
prog r2026_534
 body B0
  return !StopIteration(2)
 end
 body B1
  try
   raise GeneratorExit 5
  finally
   yield x
  end
  ? throw k StopIteration y
  ? throw h StopIteration
  yield 6 -> y
 end
 body B2
  try
   try
    yield x -> y
   except LookupError as e
    ? throw k GeneratorExit
    ? throw g AttributeError None -> y
   end
  except *
   ? send h 7
  end
  send g x
  ? next h
  try
   log t8
  except RuntimeError
   ? close k
   logexc
  end
 end
 body B3
  raise x
  return 9
 end
 main
  new k B1
  new g B0
  ? next k
  ? next g
  ? next g
  ? throw h GeneratorExit 10
  ? close k -> x
  ? next g
  ? next k
  ? throw g ZeroDivisionError
  ? next g
  ? next g
 end
endprog
prog r2026_548
 body B0
  for y in new B1
   yieldfrom @k
  end
 end
 body B1
  next h -> x
  if e == None
   logexc
  end
  for y in @k
   for y in @h
    for x in @k
     yield x -> y
     reraise
    end
    yieldfrom @k
   end
  end
  if x != None
   try
    yield "s"
   except GeneratorExit as e
    yield 3 -> x
    ? next h
    raise e
   end
  end
 end
 iter I0
  method next
   log inext n
   return n
  end
  method send
   log isend arg
   return !E2(2)
  end
  method throw
   ? next g -> x
   raise exc
  end
  method close
   return None
  end
 end
 main
  new h B0
  new g B1
  ? next g
  ? free g
  ? new h I0
  ? next k
  ? next g
  ? close h
 end
endprog
prog r2026_553
 body B0
  ? throw k RuntimeError 1
 end
 body B1
  throw g StopIteration 5 -> x
  ? throw g StopIteration 6
 end
 body B2
  return !StopIteration(8)
  raise StopIteration
 end
 iter I0
  method next
   inc n
   if n > 1
    raise StopIteration 13
   end
   log inext n
   ? throw h GeneratorExit !KeyboardInterrupt
   return n
  end
 end
 main
  new k B2
  new h B1
  new g B1
  ? next k
  ? next h
  ? next g
  ? send k x
  ? new k B2
  ? next h -> x
  ? next h
  ? next k
  ? next h
  ? next k
  for x in @h
   log m x
  end
  ? send h 16
  ? free h
  ? throw g TypeError 17 -> y
  state h
  state h
  state g
  ? next k
 end
endprog
prog r2026_559
 body B0
  yieldfrom new B2 -> y
  log t1 y
 end
 body B1
  yieldfrom new B2 -> x
  log t2 x
  yield 3 -> x
  yieldfrom @h
 end
 body B2
  try
   yieldfrom @g -> y
  except AttributeError
   yieldfrom @h -> y
   log t4
  end
  yieldfrom @h
  yieldfrom @h -> y
  log t5 x
  try
   yieldfrom @g
  except TypeError as e
   for x in @k
    yield x
    yieldfrom @g -> y
    log t6 x
   end
   try
    yieldfrom @g
   except StopIteration as e
    raise x
    yieldfrom @h
    raise E2 from e
   end
  end
 end
 main
  new g B0
  new k B0
  ? next g
  ? next k
  ? free g
  ? close g
  ? throw k GeneratorExit x -> x
  ? next h
  ? free g
  ? throw h AssertionError y
  ? next k -> y
  ? next k
  ? next h
 end
endprog
prog r2026_560
 body B0
  throw h TypeError -1
  yield None -> y
  for x in new B1
   yield x -> y
   try
    try
     raise ValueError 3
    finally
     yield None
    end
    log t4 x e
   except Exception as e
    log t1 x e
    ? new k B0
   end
  end
 end
 body B1
  ? next h
  log t5
 end
 main
  new k B0
  new h B0
  new g B0
  ? next k
  ? next g
  ? free h
  ? throw g GeneratorExit 6
  ? next g
  state g
  ? throw g TypeError 7
  ? free h
  ? throw k GeneratorExit 8
  ? next h
  ? next g
  ? throw k ValueError None
  ? next g
  ? next k
  ? next k
  ? throw h RuntimeError "s"
  ? next h
  state g
 end
endprog
prog r2026_561
 body B0
  set y y
  ? next h
 end
 body B1
  try
   yield !StopIteration(1)
  finally
   yield 2 -> x
   logexc
  end
  try
   yield 1 -> x
  except * as e
   yieldfrom new B2 -> y
   logexc
   raise E1 from None
  end
 end
 body B2
  logexc
  try
   yield 1 -> x
  except * as e
   yieldfrom @g
   log t4 y
   if e == None
    try
     yieldfrom @k -> y
    except KeyError as e
     log c5 e
     try
      yield 6
     finally
      yield 7
     end
     reraise
    end
   end
   logexc
  end
  logexc
  try
   raise x
  except GeneratorExit as e
   logexc
   raise e
  end
 end
 main
  new k B0
  new g B0
  ? next k
  ? next g
  ? next h
  ? throw h ZeroDivisionError !E2(x)
  ? close k
  ? next g
  ? throw h TypeError
  ? throw h StopAsyncIteration 12
  ? close h
  ? next g
  ? close k
  ? next h
  ? next g
 end
endprog
prog r2026_567
 body B0
  ? throw k StopIteration 2
 end
 body B1
  if x != None
   ? next k
  end
  raise StopIteration y
  return !StopIteration(5)
 end
 body B2
  try
   yieldfrom @g -> x
  finally
   log f10
   return x
   raise StopIteration
   return
  end
 end
 main
  new k B0
  new g B1
  new h B2
  ? next k
  ? next g
  ? next h
  ? throw k NameError
  ? throw k RuntimeError 12
  for x in @k
   log m x
  end
  ? next k
  ? next h
  ? throw h GeneratorExit y
  state k
  ? free g
  ? next g
  ? throw g GeneratorExit 13 -> y
  ? throw k TypeError 14
  ? next h
  ? next g
  ? throw h ZeroDivisionError
  ? next g
  ? new h B0
 end
endprog
prog r2026_569
 body B0
  ? throw h GeneratorExit
  return !StopIteration(2)
 end
 body B1
  ? next g
  yield 4 -> x
 end
 body B2
  for y in new B3
   return 5
   new g B3
  end
  ? close g
  loop 2
   try
    yield !E1(6) -> x
   finally
    yield 0 -> y
   end
   try
    yield x -> y
   finally
    yield 7 -> x
    raise E1 9
   end
  end
  ? send k 10 -> y
 end
 body B3
  yield 11 -> x
 end
 iter I0
  method next
   log inext n
   raise StopIteration 12
  end
  method send
   return 13
  end
 end
 main
  new k B3
  new h B0
  ? next h
  ? next k
  ? new k I0
  ? close g
  ? next g
  ? send h None
  ? next k
  ? next g
  ? send k !StopAsyncIteration(x)
  state k
  ? send k 15 -> y
  state h
  ? throw h E3 16 -> y
  ? next k
  ? next h -> y
  ? close h
  ? throw h StopAsyncIteration
 end
endprog
prog r2026_571
 body B0
  raise E1 1
  try
   yield None -> y
  finally
   try
    yieldfrom @k
   except KeyError
    for x in new B2
     yield x -> x
     next h -> x
     yield 5 -> y
     continue
    end
    raise StopIteration 6
   finally
    log f9
    yieldfrom new B1 -> x
    logexc
   end
  end
  yield 10 -> y
  yield 11 -> x
 end
 body B1
  ? next k
  yield 12 -> x
 end
 body B2
  next g -> x
  next h -> x
 end
 main
  new h B1
  new k B0
  new g B2
  ? next k
  ? next g
  ? next h
  ? throw h StopIteration
  state k
  ? next g
  ? next k
 end
endprog
prog r2026_575
 body B0
  logexc
  try
   yieldfrom new B2 -> y
  except LookupError as e
   log c1 e
   logexc
   yieldfrom @g
  end
 end
 body B1
  try
   yieldfrom @g
  finally
   yield y -> y
  end
  try
   yieldfrom new B2
  finally
   yield 3 -> y
  end
  logexc
 end
 body B2
  try
   yieldfrom @k
  finally
   yield x -> x
   log f8
   try
    yieldfrom @g
   finally
    yield !AttributeError -> y
   end
  end
  log t9 x e
 end
 main
  new g B1
  new k B0
  new h B2
  ? next g
  ? next h
  ? close k
  ? throw g GeneratorExit
  ? send k 10 -> y
  try
   raise KeyboardInterrupt 11
  except * as m
   ? next h
  end
  ? next g -> y
  ? throw k StopAsyncIteration 12
 end
endprog
prog r2026_577
 body B0
  try
   yield e -> x
  finally
   yield 1 -> y
  end
  next h
  try
   yieldfrom new B1 -> y
  except GeneratorExit as e
   log c2 e
   try
    yield None -> y
   except GeneratorExit
    ? throw k AttributeError 3
    ? next k
   end
   yield 4 -> y
  end
 end
 body B1
  yield -1
  try
   yieldfrom @g
  except * as e
   try
    yieldfrom @k -> x
   except * as e
    yieldfrom @g
   end
  end
 end
 main
  new g B1
  new h B1
  ? next g
  ? next h
  ? next g
  ? next g
  ? next h
  ? next h
  ? next h
  ? send k None
  state h
 end
endprog
prog r2026_583
 body B0
  try
   yieldfrom new B1
  except KeyError as e
   return x
  end
  yield !StopIteration -> x
 end
 body B1
  try
   ? close h
   try
    raise GeneratorExit y
   except * as e
    throw k StopIteration 5 -> x
    logexc
    raise e
   end
  finally
   yield !StopIteration -> x
  end
  try
   yield 10
  except StopIteration
   yield !StopIteration -> x
  end
  return !StopIteration(14)
 end
 body B2
  raise StopIteration
 end
 main
  new h B0
  new k B0
  new g B1
  ? next g
  ? next h
  try
   raise BaseX y
  except * as m
   ? next k
   try
    raise RuntimeError 18
   except * as m
    try
     raise E3 19
    except * as m
     ? close h
     ? send h 20
    end
   end
   ? send h 21
  end
  ? send h !BaseX(x)
  try
   raise StopIteration 23
  except * as m
   ? next g
   ? next h
   ? throw g E3 24 -> x
  end
  ? next g
 end
endprog
prog r2026_587
 body B0
  try
   yieldfrom new I0
  except ValueError as e
   log c1 e
   ? next g -> y
   ? throw g AttributeError -> y
  end
  try
   yield None -> y
  except E2 as e
   yieldfrom @h
   yield y -> y
  end
  ? send g 2 -> y
 end
 body B1
  try
   yieldfrom @k
  finally
   yield 3 -> x
  end
  reraise
  state k
 end
 body B2
  try
   yieldfrom @g
  finally
   yield 5 -> y
   next h
  end
  try
   yieldfrom @h -> y
  except * as e
   log c6 e
   ? next h -> x
  end
  ? next h
 end
 iter I0
  method next
   log inext n
   raise StopIteration
  end
  method send
   ? throw k StopIteration !ZeroDivisionError(!E1(1))
   return n
  end
 end
 main
  new h B1
  new k B0
  ? next h
  ? send k 10
  ? send h !E2(x) -> y
  ? close k
  ? next k
  ? next k
  ? send k y
  state k
  ? throw g GeneratorExit
  ? next h -> y
  ? next g
  ? free h
 end
endprog
prog r2026_588
 body B0
  yieldfrom new I0 -> y
 end
 body B1
  set y 1
 end
 iter I0
  method next
   inc n
   if n > 2
    raise E1 3
   end
   ? close k
   next k
   raise GeneratorExit
  end
  method throw
   return !E2(2)
  end
 end
 iter I1
  method next
   inc n
   if n > 1
    raise StopIteration
   end
   log inext n
   ? send h 7 -> x
   raise StopIteration 8
  end
  method send
   return n
  end
  method throw
   log ithrow exc
   raise exc
  end
  method close
   return n
  end
 end
 main
  new g B1
  new k B0
  ? next g
  ? next k
  ? close k -> y
  for x in @k
   log m x
  end
  ? throw h StopIteration x
  ? close k
  try
   raise StopIteration 11
  except * as m
   ? next h
   ? next g
  end
  ? next h
  ? send k 12
  ? throw g E1 -> x
  ? next g
  ? next k
  ? throw h StopIteration None
  ? close h
 end
endprog
prog r2026_600
 body B0
  for y in @g
   yield x -> y
   yield !StopIteration(x) -> y
  end
  yield 2 -> x
  return None
  yield !TypeError(x) -> y
 end
 body B1
  yieldfrom new B2 -> x
  log t4 x e
  yieldfrom @h
  log t5 y
  yield x
  yieldfrom new B2
  log t6 y
 end
 body B2
  yield x -> x
  loop 3
   try
    raise BaseX 9
   except * as e
    yieldfrom @h
    try
     raise ZeroDivisionError
    finally
     yield 8
    end
    logexc
   end
  end
 end
 main
  new h B2
  new k B0
  ? next h
  ? close k
  ? next k
  ? next g
  ? next k
  ? next h
  ? next h
  ? throw k TypeError 10
  ? next g
 end
endprog
prog r2026_601
 body B0
  ? throw k StopIteration 1
  log t2 x e
  set y 3
 end
 body B1
  yieldfrom new I0
  log t4
  ? next g
  yieldfrom @g -> y
 end
 body B2
  try
   yieldfrom new I0 -> x
  finally
   log f9
   yieldfrom new I0 -> x
   log t5
   if y == "s"
    inc x
    try
     yield e
    finally
     log f7
     yield 6 -> x
    end
   else
    log t8 x e
   end
  end
  return y
  yieldfrom @h -> x
  log t10 x
 end
 iter I0
  method next
   inc n
   log inext n
   logexc
   return None
  end
  method send
   return n
  end
 end
 main
  new h B1
  new g B1
  new k I0
  ? next h
  ? next g
  ? next k
  ? throw h KeyError
  ? send g 13 -> x
  state g
  ? next h
  ? next g
 end
endprog
prog r2026_607
 body B0
  raise StopIteration 1
  reraise
 end
 body B1
  yieldfrom @h -> y
  log t4 y
 end
 body B2
  for x in new B3
   yield x
   raise StopIteration
  end
  raise StopIteration x
 end
 body B3
  throw g StopIteration 5 -> x
 end
 main
  new g B0
  new k B2
  ? next g
  ? next k
  ? send h 11
  ? throw k KeyboardInterrupt !ZeroDivisionError(x)
  ? next h
  ? close k -> y
  ? throw h StopIteration "s"
  ? new g B2
  ? next k
 end
endprog
prog r2026_617
 body B0
  logexc
  try
   yieldfrom @k -> x
  except * as e
   yield 1 -> y
  end
  yield x -> x
 end
 body B1
  try
   raise RuntimeError x
  except * as e
   try
    try
     yield 1 -> x
    except GeneratorExit as e
     yield !StopIteration
    end
   finally
    log f2
   end
   logexc
  end
 end
 body B2
  try
   yieldfrom @g
  finally
   yield 4 -> x
  end
  try
   yieldfrom @g -> x
  except * as e
   yieldfrom @h
  end
 end
 main
  new h B1
  new g B0
  ? next g
  ? send h 5
  ? throw g StopAsyncIteration 6
  ? next k
  ? next h
  state h
  ? next h
  ? throw k GeneratorExit !StopIteration(7)
  ? free k
  ? free g
  try
   raise StopAsyncIteration y
  except * as m
   ? next h
   ? next k -> x
   ? free g
  end
  ? next k -> x
  ? throw h KeyError 8
  ? next g
  try
   raise RuntimeError 9
  except * as m
   ? throw h ValueError
  end
  ? close k
 end
endprog
prog r2026_621
 body B0
  ? next k
  next g
 end
 body B1
  try
   new k B1
   ? close h
   try
    raise TypeError 5
   finally
    yield y -> y
   end
  except *
   ? next g
   new k B0
  except GeneratorExit as e
   log t1 x e
   reraise
  end
 end
 body B2
  yieldfrom @h -> y
  send k 6 -> y
 end
 main
  new k B1
  new g B1
  new h B1
  ? next k
  ? next h
  ? next h
  ? next h -> y
  for x in @k
   log m x
  end
  ? send g None
  ? close h
  ? next k -> y
  ? next g
  ? send h 7
  ? new h B0
 end
endprog
prog r2026_624
 body B0
  try
   yieldfrom new B1 -> x
  except GeneratorExit as e
   yield e
  end
  try
   yieldfrom new B1
  except KeyError as e
   state h
  end
 end
 body B1
  ? close k -> y
  throw g E3
  ? send h None
 end
 main
  new g B1
  new h B0
  ? next g
  for x in @g
   log m x
  end
  state h
  ? next k -> y
  try
   raise NameError "s"
  except * as m
   ? next g
  end
  ? next g
  state g
  ? throw h StopAsyncIteration x -> x
  ? next h -> x
  ? next h
  ? send g !ValueError(1)
  ? next k
  ? close h -> y
  ? close h
  ? throw k KeyboardInterrupt 0 -> y
  ? next h
 end
endprog
prog r2026_642
 body B0
  log t1 y
  try
   raise E2
  except * as e
   log t2 x
   logexc
   raise E1 2 from e
  end
  inc x
  yieldfrom new B2 -> y
  log t4 x
 end
 body B1
  try
   yield 1 -> x
  except * as e
   logexc
   yield y -> x
   logexc
  end
  yieldfrom @k -> x
  yield 5
  next h -> x
 end
 body B2
  yield !StopIteration -> x
  raise ValueError 11
 end
 main
  new h B1
  new k B0
  ? next h
  ? next k
  ? next h
  ? next h
  ? free k
  ? next g
  ? close g
  ? throw k E3
  ? free k
  ? next g
  state g
  ? close k -> y
  state g
  ? new k B1
  for x in @k
   log m x
  end
  state g
  ? throw h StopIteration 12
  ? next h
 end
endprog
prog r2026_645
 body B0
  yieldfrom new B1 -> x
  log t1
  try
   yieldfrom @h
  finally
   yield x
  end
  yieldfrom @k -> y
  log t4 x e
  yield 5
 end
 body B1
  yieldfrom @h
  log t6 y
  raise NameError 7
 end
 main
  new k B0
  new g B1
  ? next k
  ? next k
  ? next k
  ? next g
  ? next h
  ? next k
  ? next g
 end
endprog
prog r2026_649
 body B0
  try
   yieldfrom new B3 -> x
  except GeneratorExit as e
   if e == None
    try
     try
      yield 1 -> x
     except * as e
      yield 1 -> y
     end
    finally
     log f2
    end
    yieldfrom new B3 -> y
    log t3 x
   end
  end
 end
 body B1
  log t4 y
 end
 body B2
  raise e
 end
 body B3
  yieldfrom @k -> x
  logexc
  log t5 x
 end
 main
  new h B1
  new k B1
  new g B0
  ? next h
  ? next k
  ? next g
  state h
  for x in @k
   log m x
  end
  ? next g
  ? throw k StopAsyncIteration y
  ? send h None
  ? throw k E2 6
  ? next h
  ? throw h E3 -1
  ? throw k E3 0
  ? new k B2
  ? next k
  ? next g
  ? free k
 end
endprog
prog r2026_658
 body B0
  return
  throw g StopIteration 5 -> x
  if x != None
   return
  end
  yield !E3 -> x
 end
 body B1
  for x in @g
   yield x -> x
   for y in @k
    yield x -> x
    yield y -> x
   end
   yield "s" -> y
  end
  for y in @g
   log t3 x
   ? next k -> x
  end
  reraise
 end
 main
  new h B1
  new k B0
  new g B1
  ? next h
  ? next k
  ? next g
  ? send g 4
  for x in @g
   log m x
  end
  ? next g
  ? throw h E2 5
  ? next h
  ? free k
 end
endprog
prog r2026_659
 body B0
  raise TypeError e
  log t1
  try
   try
    try
     yieldfrom @h -> x
    except GeneratorExit as e
     yield !AttributeError(!E1(1))
    end
   finally
    log f8
   end
   ? throw k ValueError 9
   ? throw h StopIteration y
  except LookupError as e
   log c2 e
   ? next k
   ? new h B1
   raise e
  except TypeError as e
   log c4 e
   log t5 x e
  else
   for x in new B1
    yield x -> x
    yieldfrom @k
    log t6
   end
  end
  raise GeneratorExit 10 from None
 end
 body B1
  ? next g
  try
   raise KeyError None
  finally
   yield 12 -> x
   new k B0
  end
  try
   yieldfrom @h
  finally
   yield 13 -> x
  end
 end
 main
  new g B0
  new h B1
  ? next h
  ? throw h GeneratorExit x -> y
  ? free g
  state h
  ? send h x -> x
  state h
  ? next k
  ? free k
  ? next h
  ? throw g KeyboardInterrupt !ZeroDivisionError(x)
  ? throw k KeyboardInterrupt 15
  ? free g
  state k
  ? next k
  ? next h
  ? next g
 end
endprog
prog r2026_662
 body B0
  try
   yield !StopIteration(!E1(1)) -> x
  except TypeError as e
   try
    yieldfrom new B1 -> x
   except * as e
    yield 2
   end
   raise E2 from e
  end
  try
   try
    yieldfrom @g -> x
   except GeneratorExit as e
    yield e -> x
   end
  finally
   log f5
  end
 end
 body B1
  logexc
  return 6
 end
 body B2
  for x in @g
   try
    try
     yield 1 -> x
    except GeneratorExit as e
     yield 7
    end
   finally
    log f8
   end
   log t9
  end
 end
 main
  new k B1
  new h B1
  ? next k
  ? next h
  state h
  ? free h
  ? close h
  ? throw k GeneratorExit e -> y
  ? close g
 end
endprog
prog r2026_663
 body B0
  set y y
 end
 body B1
  try
   yield x -> y
  except TypeError as e
   state k
  end
 end
 body B2
  logexc
  try
   yield 1 -> x
  except * as e
   reraise
   logexc
   raise e
  end
  try
   yield 2 -> y
  except ValueError
   try
    yield 3 -> y
   except AttributeError as e
    throw g StopIteration 5 -> x
   end
  end
  yieldfrom @k -> y
  log t7 x e
 end
 main
  new g B0
  new h B1
  ? next g
  ? next h
  ? close h -> x
  ? throw k GeneratorExit !RuntimeError(!E1(1))
  ? next k
  ? next k
  ? next k
  ? next k -> x
  ? next g
  ? next g -> x
  ? free h
  ? next k
  state g
  ? throw k E3
  ? send k 9
  try
   raise NameError !AttributeError
  except * as m
   ? send g 10
   ? throw h GeneratorExit
  end
  ? new g B0
 end
endprog
prog r2026_668
 body B0
  log t1 x e
 end
 body B1
  for y in @g
   yield x -> y
   yieldfrom @g -> x
   log t2 x
  end
  yieldfrom @g
  yieldfrom @k
 end
 iter I0
  method next
   log inext n
   return None
  end
  method send
   log isend arg
   logexc
   raise StopIteration 4
  end
  method throw
   log ithrow exc
   logexc
   return 5
  end
  method close
   log iclose n
   return n
  end
 end
 main
  new g B0
  new k B0
  new h B0
  ? next g
  ? next k
  ? throw k NameError 7 -> y
  ? next h
  ? throw g StopIteration
  try
   raise StopIteration !E2(8)
  except * as m
   state h
   ? next h
   try
    raise E2 9
   except * as m
    ? next k
    ? next h
    ? close g
   end
  end
  ? next h
  ? send k x
  ? throw h NameError
  ? next k -> y
  ? next g
  ? throw g ValueError !TypeError(10)
 end
endprog
prog r2026_674
 body B0
  yield 1 -> x
 end
 body B1
  ? send k None
 end
 body B2
  set x 2
  return e
  ? close h -> y
  ? throw h StopAsyncIteration !E2(x) -> x
 end
 main
  new h B1
  new g B1
  new k B1
  ? next h
  ? next g
  ? next k
  ? send k 4
  ? throw g AttributeError 5 -> x
  ? free k
  ? send k 6
  ? throw h StopIteration
  for x in @g
   log m x
  end
 end
endprog
prog r2026_687
 body B0
  yieldfrom new I0 -> x
  try
   yieldfrom new I0
  except StopIteration
   yieldfrom new B1 -> y
   logexc
  end
  ? throw g StopIteration y
 end
 body B1
  ? send k 1
  yieldfrom new B2
  return
 end
 body B2
  yield 2
  ? next h
  try
   raise StopIteration 0
  finally
   yield !TypeError(!E1(1)) -> x
  end
  throw h E2 -1
 end
 iter I0
  method next
   inc n
   return !E2(2)
  end
  method throw
   return 6
  end
  method close
   next k
   return n
  end
 end
 main
  new k B0
  new g B0
  ? send g None
  ? next h
  ? next g
  try
   raise GeneratorExit 8
  except * as m
   try
    raise AssertionError 9
   except * as m
    ? send k 10
    ? new g B0
   end
   ? next k
  end
  ? throw h KeyboardInterrupt None
  ? next g
  ? close k
 end
endprog
prog r2026_692
 body B0
  logexc
  ? next k
  ? next g -> y
  yield 0 -> y
 end
 body B1
  try
   yield 1 -> x
  except * as e
   logexc
   logexc
  end
  ? throw k TypeError 1
 end
 body B2
  ? next k
  throw g GeneratorExit y
  next g
  state k
 end
 main
  new g B0
  new k B0
  ? next g
  ? next k
  ? send k !E3
  state k
  ? close g -> x
  ? send h y
  ? next k
  ? free h
  try
   raise BaseX
  except * as m
   for x in @g
    log m x
   end
   ? throw h E2 -> y
  end
  ? next k
 end
endprog
prog r2026_693
 body B0
  try
   yieldfrom @k
  except Exception
   try
    yield 1 -> x
   except E1 as e
    return 2
    yieldfrom @k
   finally
    inc x
   end
  finally
   yield x -> y
  end
  yieldfrom @g -> x
  log t3 x e
 end
 body B1
  log t4 y
  log t5 x
  raise E1
  try
   yieldfrom new B2
  finally
   yield !StopAsyncIteration(6) -> y
  end
 end
 body B2
  logexc
  yield -1 -> x
  logexc
 end
 main
  new h B0
  new k B2
  ? next k
  ? next g -> x
  ? throw g GeneratorExit -> y
  ? next k
  ? send k 7
  ? close g
  try
   raise KeyboardInterrupt !StopIteration(8)
  except * as m
   ? next h
  end
  ? throw g StopIteration !KeyError(!E1(1)) -> x
  ? send h 10
  ? next k
  ? next k
  ? next h
  ? next k
  ? next g
  ? next k
 end
endprog
prog r2026_699
 body B0
  log t1
 end
 body B1
  ? next h -> x
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration 2
   end
   ? close h
   raise StopIteration 4
  end
  method send
   return None
  end
  method throw
   return None
  end
  method close
   ? send g None
   return n
  end
 end
 main
  new h I0
  new g B1
  new k I0
  ? next h
  ? next g
  ? next k
  ? throw g NameError None
  ? throw k KeyboardInterrupt !StopIteration(x)
  ? next k
  ? throw k ZeroDivisionError 9
  ? send g None
  ? next k
  ? send k 10 -> x
  ? next g
  ? next k
  ? new g B0
  ? next g
  state k
  ? next g
 end
endprog
prog r2026_701
 body B0
  yieldfrom new B1 -> x
  logexc
  try
   yield 1 -> x
  except * as e
   for y in @g
    yield x -> y
    try
     yieldfrom @k
    finally
     yield !E2 -> y
    end
   end
   try
    yield 1 -> x
   except * as e
    raise GeneratorExit
    logexc
   end
   logexc
   raise E1 from None
  end
 end
 body B1
  return e
  try
   yield 1 -> x
  except * as e
   yield 3 -> x
  end
  try
   yield 1 -> x
  except * as e
   ? next g
   yieldfrom @h
   log t4 x e
   logexc
  end
 end
 main
  new k B1
  new g B1
  new h B0
  ? next k
  ? next g
  ? next h
  ? close h
  ? send h None
  ? next h
  ? next h
  ? next h
  ? throw g StopIteration 5 -> y
 end
endprog
prog r2026_708
 body B0
  try
   yield 1 -> y
  finally
   try
    yieldfrom new B1 -> x
   finally
    ? send g None
   end
   yieldfrom new B1 -> y
  end
 end
 body B1
  yieldfrom @k -> y
  try
   yieldfrom @h
  except AttributeError as e
   log c2 e
   log t3 x
   yieldfrom @h
  end
 end
 main
  new g B0
  new h B0
  ? next g
  try
   raise KeyboardInterrupt None
  except * as m
   ? next k
  end
  ? throw k AssertionError
  state g
  ? next h
  ? next g
 end
endprog
prog r2026_715
 body B2
  set y !StopAsyncIteration(2)
  yieldfrom new I0
  log t3 x
  try
   yield y
  except KeyError as e
   yield 4
   log t5 y
  end
 end
 body B1
  next c -> n
  if n < 5
   try
    yieldfrom new B1 -> x
   except GeneratorExit as e
    yield 6 -> x
    try
     yieldfrom @k -> y
    finally
     log f8
     raise e
     log t7
    end
   end
  else
   try
    yieldfrom new I0 -> y
   except KeyError as e
    log c9 e
    yield !BaseX(!E1(1))
    yield None -> y
    raise E3 11
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
   log inext n
   return !E2(2)
  end
 end
 main
  new c C
  new g B1
  ? next g
  new g B2
  new k B1
  new h I0
  ? next k
  state k
  try
   raise KeyError 12
  except * as m
   ? throw g GeneratorExit 13
   ? close k
  end
  ? throw g AttributeError 14
  ? next g
  ? next h
 end
endprog
prog r2026_716
 body B2
  try
   yieldfrom @k -> x
  except AttributeError as e
   log c5 e
   for y in @k
    yieldfrom @h -> x
    log t6 x e
    log t7 x
   end
  end
  ? next h
  log t8
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   set x 9
   raise StopIteration 10
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
   if n > 1
    raise StopIteration 1
   end
   ? throw h ZeroDivisionError
   raise StopIteration 3
  end
  method send
   ? next k
   return !E2(2)
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k B1
  new g B1
  new h B1
  ? next k
  ? next g
  ? throw k GeneratorExit None -> y
  ? next g
  ? send k 11 -> x
  ? next g
  ? free k
  ? next k
  ? close g
  ? throw h E2
  ? free g
  ? new g I0
  ? throw h E3 x -> x
  ? send h y
  ? next g
  ? next g
 end
endprog
prog r2026_721
 body B2
  yieldfrom @g -> y
  yield 2 -> y
  reraise
 end
 body B1
  next c -> n
  if n < 5
   try
    yieldfrom new B1 -> x
   except * as e
    raise e
    ? throw h E1
   finally
    log f4
    yieldfrom @g -> x
    log t3
   end
  else
   logexc
   raise StopIteration
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
   return n
  end
  method throw
   raise exc
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k B1
  new h B2
  new g I0
  ? next h
  ? next h
  ? send k None -> y
  ? next h
  ? send k None -> y
  state h
  ? throw h GeneratorExit x
  ? free g
  try
   raise GeneratorExit 7
  except * as m
   ? next h
   ? next k
   ? next h
  end
  ? next h
  ? send k x
 end
endprog
prog r2026_724
 body B0
  reraise
  ? throw g TypeError 1 -> y
  yieldfrom new B2 -> x
  log t2 x
 end
 body B1
  try
   yieldfrom new B2
  except * as e
   logexc
  end
 end
 body B2
  yieldfrom @g
  log t3 y
  ? throw g StopIteration 5
  try
   yieldfrom @k
  finally
   try
    raise E3 8
   except * as e
    try
     yield !StopIteration(x) -> x
    finally
     yieldfrom @k -> y
    end
    logexc
    raise E1 2 from e
   end
   yieldfrom @k -> y
  end
 end
 main
  new g B0
  new k B1
  new h B1
  ? next g
  ? next k
  ? close k
  ? next k
  ? next g
  ? close k
  state k
  ? next g
  ? send h None
  for x in @g
   log m x
  end
  try
   raise GeneratorExit None
  except * as m
   try
    raise KeyError
   except * as m
    ? next h
    ? send k None
    ? next g
   end
   ? next k
   state g
  end
  ? close g -> x
  ? send h None
  ? next k -> y
 end
endprog
prog r2026_725
 body B2
  ? send k 2 -> x
  try
   yield 3
  finally
   ? send h None
   try
    try
     yieldfrom new I0 -> x
    except * as e
     yield 4 -> x
    end
   finally
    log f5
   end
  end
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   yieldfrom @k -> y
   log t6 y
   for y in new I0
    yield x -> x
    yieldfrom new I0
    return 7
   end
   yieldfrom new B2
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
   ? throw g E1 y
   raise StopIteration
  end
  method send
   return 1
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k B2
  new g B1
  new h B1
  ? next k
  ? next g
  ? send h 8
  ? throw h TypeError "s"
  ? throw h AssertionError
  ? next g
  ? next g
  ? throw h BaseX
 end
endprog
prog r2026_729
 body B0
  for y in new B2
   yield 1 -> y
  end
 end
 body B1
  ? close k
  raise StopIteration
 end
 body B2
  try
   yield !StopIteration(x) -> x
  except NameError as e
   try
    yield "s"
   finally
    yield 7
    log f14
    try
     yield 8 -> x
    except LookupError as e
     log c9 e
     log t10 y
     yieldfrom @h
     log t11
     return 13
    end
    yieldfrom @k -> y
    raise E1 16
   end
   state h
   return None
  end
  try
   yieldfrom @g -> x
  except StopIteration as e
   log c18 e
   inc x
   yield 19 -> x
   reraise
  end
 end
 main
  new g B1
  new k B0
  new h B1
  ? next g
  ? next h
  ? next k
  ? free h
  ? throw g E3
  ? new h B2
  state g
  ? next g
  ? send h 22
  ? next g
  ? send h -1
  try
   raise StopIteration x
  except * as m
   state g
  end
  ? next k
 end
endprog
prog r2026_733
 body B0
  yieldfrom new B1 -> y
  log t1 y
  raise x
 end
 body B1
  log t2 x e
  ? throw k ValueError
  next g -> x
 end
 body B2
  yieldfrom @h -> x
  log t6 x
 end
 main
  new h B0
  new k B0
  new g B0
  ? next h
  ? next k
  ? next k
  ? throw g ValueError x
  ? next g
  ? throw h AssertionError
  ? next k
  ? next h
  ? send h x -> x
  ? throw h ValueError y
  ? next g
  ? send h !StopAsyncIteration(!E1(1)) -> y
  ? next h
  ? next h
  ? next k
  ? next k
  ? throw k StopIteration None -> x
 end
endprog
prog r2026_738
 body B0
  yieldfrom new B1
  log t1 x
 end
 body B1
  yield None -> y
  try
   yieldfrom @k -> x
  except * as e
   yieldfrom @h
  end
  log t3 x
  try
   yieldfrom @h -> y
  except *
   ? close h
   return y
  end
 end
 main
  new k B0
  new h B0
  new g B1
  ? next h
  ? next g
  ? next h
  ? next k
  try
   raise AttributeError x
  except * as m
   ? next g -> y
   ? next h
  end
  ? next h
  ? free k
  ? send k None
  ? next h
  ? next g
  state h
  try
   raise KeyError None
  except * as m
   ? next k
   ? next g
   ? next h
  end
  ? next k
 end
endprog
prog r2026_743
 body B0
  try
   raise ValueError
  finally
   yield y -> x
  end
 end
 body B1
  yield e -> x
 end
 body B2
  try
   raise AssertionError
  finally
   yield x
  end
  loop 3
   try
    raise E2 4
   except * as e
    try
     yield x
    finally
     yield 3
    end
    logexc
   end
  end
 end
 body B3
  yield y -> y
 end
 main
  new g B3
  new k B0
  new h B2
  ? next g
  ? next k
  ? next h
  ? next k
  ? throw h E3 !NameError
  ? send h None
  state k
  ? next h
  try
   raise ZeroDivisionError 5
  except * as m
   ? next k
   ? next g
  end
  ? free k
 end
endprog
prog r2026_747
 body B0
  try
   try
    yield 2
   except * as e
    log c3 e
    throw h StopIteration 5 -> x
   end
   yield 7 -> x
   yield 8 -> y
  finally
   yield 1 -> x
  end
  yield !StopIteration -> x
 end
 body B1
  raise StopIteration x
 end
 main
  new k B1
  new g B0
  new h B0
  ? next k
  ? next g
  ? next h
  ? send g 14 -> y
  ? throw h GeneratorExit 15
  ? next g
  try
   raise KeyboardInterrupt
  except * as m
   ? new k B0
  end
  ? close h
  ? new h B1
  ? send h 16 -> x
  ? next g
  ? next k
  ? next h
  ? next g
  ? close h -> y
  ? next h
  ? next g
  ? next h
  ? next h
 end
endprog
prog r2026_749
 body B0
  raise GeneratorExit None
 end
 body B1
  return !StopIteration(1)
 end
 body B2
  try
   yieldfrom new B3 -> x
  finally
   log f6
   yield 2 -> y
   raise StopIteration !StopIteration(3)
   raise E1 8
  end
 end
 body B3
  try
   yield 9
  finally
   try
    yieldfrom @h -> y
   finally
    reraise
    logexc
   end
  end
 end
 main
  new g B2
  new h B1
  ? next g
  ? next h
  ? new h B3
  ? next g
  ? send k None
  ? close g -> x
  ? send h 10
  ? next k
  ? next k
  ? next k
  try
   raise E3 11
  except * as m
   ? next g
   try
    raise StopIteration y
   except * as m
    ? send g None
   end
   ? next g
  end
  ? throw k AttributeError x
  ? next g
  try
   raise KeyboardInterrupt -1
  except * as m
   ? next k
   ? throw g E3
   ? close h
  end
  ? next k
  ? next h -> x
  for x in @k
   log m x
  end
 end
endprog
prog r2026_751
 body B0
  ? next g
  ? send k 1
  yield x
  yield !StopIteration -> x
 end
 body B1
  yield !StopIteration -> x
  if x != None
   inc x
  else
   try
    yield 8
   finally
    try
     yield y -> x
    except RuntimeError as e
     log c9 e
     set x None
     yield 10
    finally
     yield y
     try
      raise GeneratorExit 11
     finally
      yield None
      log t12
     end
    end
   end
   raise StopIteration
  end
  try
   yield !BaseX(x)
  except RuntimeError as e
   log c17 e
   yield y
   raise StopIteration 18
  end
 end
 main
  new g B0
  new k B0
  ? next g
  ? next k
  ? throw h E1 None
  ? throw k ZeroDivisionError 21 -> y
  ? close k -> y
  ? throw h StopIteration !KeyError
  state k
  ? next k
  ? next k
  state g
  ? close k
  ? next g
  ? close h
 end
endprog
prog r2026_755
 body B2
  log t3 x
 end
 body B1
  next c -> n
  if n < 3
   try
    yieldfrom new B1 -> x
   finally
    log f6
    try
     yield 4 -> y
    except LookupError as e
     log c5 e
     yield None -> x
    end
    ? send h -1
   end
  else
   ? close g
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
   return !E2(2)
  end
  method throw
   ? next h
   raise exc
  end
  method close
   log iclose n
   raise KeyboardInterrupt !StopIteration(x)
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k B1
  new g I0
  ? next k
  ? next g
  ? close g
  ? next h
  ? close h -> x
  ? throw h AssertionError -> y
  ? close g
  ? next k
  ? throw h KeyError 7
  ? next h
  ? send h 8
  ? free g
  ? free g
  ? send g 9 -> y
  ? next h
 end
endprog
prog r2026_759
 body B0
  loop 2
   log t1
   try
    yieldfrom @h
   finally
    yield 4 -> y
   end
   break
  end
 end
 body B1
  yield 5
 end
 main
  new g B0
  new h B0
  new k B0
  ? next g
  ? next h
  ? next k
  ? next g
  ? throw g KeyError x
  ? next h
  ? throw g AssertionError !TypeError(!E1(1))
  ? throw g KeyError x
  ? next k
  ? send g x
  ? throw k KeyboardInterrupt
  for x in @h
   log m x
  end
  ? next g
  ? close k -> x
  ? send h 7 -> x
  try
   raise AttributeError 8
  except * as m
   ? throw h GeneratorExit 9
   ? throw k StopAsyncIteration e -> y
   for x in @k
    log m x
   end
  end
  ? next g
  try
   raise TypeError 10
  except * as m
   ? close g -> x
   ? free h
   ? next k
  end
 end
endprog
prog r2026_760
 body B0
  yieldfrom @k
  log t1
  yield 2 -> x
 end
 body B1
  yieldfrom @h
 end
 body B2
  yieldfrom @k -> x
  yieldfrom @h -> y
  yield "s"
  log t3
 end
 main
  new k B0
  new h B0
  ? next h
  state h
  state h
  ? close h
  ? next h
  ? next g
  try
   raise NameError 4
  except * as m
   ? send h x
   ? close g
   ? next h -> x
  end
  ? throw g StopIteration 5
  ? new h B0
  ? throw g KeyError
  ? next k
  ? next k
 end
endprog
prog r2026_762
 body B0
  loop 3
   yieldfrom new B1 -> x
   log t1 x e
   yield 2 -> y
  end
  ? next g
 end
 body B1
  try
   log t4 x e
   log t5
  except AttributeError as e
   ? throw h E1 None -> y
  except * as e
   log c3 e
   state h
  end
  ? next k
  ? throw h StopIteration 8
 end
 main
  new g B0
  new k B0
  ? next g
  ? send h None
  ? next h
  ? send k y
  ? send g !NameError(x)
 end
endprog
prog r2026_763
 body B0
  try
   yieldfrom new B1
  finally
   yield !TypeError(!E1(1)) -> x
  end
  logexc
  for y in @h
   yield 2 -> x
  end
 end
 body B1
  try
   yield 1 -> x
  except * as e
   log t3 y
   logexc
   reraise
  end
  yieldfrom @k -> y
  log t5 y
 end
 main
  new g B1
  new k B1
  new h B0
  ? next g
  ? next k
  ? close g
  ? throw h E2 y
  ? send k None
  ? send k None
  ? free k
  try
   raise KeyError
  except * as m
   state k
   ? next h
   ? throw h GeneratorExit None
  end
  ? next g
  ? throw h ValueError !RuntimeError(x)
  ? throw h KeyError None
  for x in @g
   log m x
  end
  ? send g 0
  ? next g
  ? close h
  try
   raise E2 7
  except * as m
   ? close h
   ? next h
   ? next h -> x
  end
 end
endprog
prog r2026_766
 body B0
  next g -> x
 end
 body B1
  try
   yieldfrom new B2
  finally
   yield !StopIteration
   raise StopIteration
  end
  for x in @k
   yieldfrom new B2 -> x
   log t8 x
   continue
  end
  yield x -> x
 end
 body B2
  try
   yield 9
  finally
   yield None -> x
  end
  raise StopIteration 10
  return !StopIteration(12)
 end
 iter I0
  method next
   inc n
   if n > 3
    raise StopIteration 14
   end
   ? throw h StopIteration
   return 16
  end
  method close
   log iclose n
   for y in @k
    log iy y
   end
   raise StopIteration
  end
 end
 main
  new h B0
  new g I0
  new k B0
  ? next h
  ? next k
  ? send h 18 -> y
  for x in @k
   log m x
  end
  state g
  ? throw h E3 19
  ? new g B0
  ? throw h RuntimeError
 end
endprog
prog r2026_769
 body B0
  for x in new B2
   yield x
   raise StopIteration
   log t3 x
  end
 end
 body B1
  try
   yieldfrom @g -> x
  except StopIteration
   yield !StopIteration -> x
  end
 end
 body B2
  return !StopIteration(7)
  ? throw g StopIteration 10
  try
   yield x -> x
  finally
   next k -> x
   try
    try
     yield 1 -> x
    except * as e
     yield -1 -> y
    end
   finally
    log f14
   end
  end
 end
 main
  new g B1
  new h B1
  new k B1
  ? next g
  ? next h
  ? next k
  ? throw g E1 15
  ? send k None
  ? throw h StopIteration 16
  ? next h
  state k
  ? throw h GeneratorExit
  state g
  ? close h
  ? close h
  ? new k B0
  ? next k -> x
  ? send g 17
  ? next h
  ? throw g GeneratorExit 18
  state k
  ? send h 19
 end
endprog
prog r2026_770
 body B0
  yield 1 -> y
  yield !ZeroDivisionError(2) -> x
  try
   yieldfrom @g
  except NameError as e
   log c3 e
   try
    yield 4
   except Exception
    logexc
    raise e
   end
  end
  try
   yield x
  finally
   yield -1
   yield x
  end
 end
 body B1
  throw k KeyboardInterrupt 7 -> y
 end
 main
  new g B1
  new k B0
  new h B1
  ? next k
  ? close g -> y
  ? next g
  ? next g -> y
  ? next h -> y
  ? next k
  ? next k
  for x in @g
   log m x
  end
  ? next h
  ? next h -> y
  ? next g
  ? next k -> x
 end
endprog
prog r2026_772
 body B0
  try
   try
    yieldfrom new I0 -> x
   except * as e
    yield !StopIteration(!E1(1))
   end
  finally
   log f2
  end
  yield 3 -> x
 end
 body B1
  try
   yield None
  finally
   yield y -> y
   ? next g -> x
   state k
  end
 end
 body B2
  log t4
  yield 5 -> y
  yieldfrom @k
  log t6
  log t7
 end
 iter I0
  method next
   ? next k -> x
   raise StopIteration 8
  end
  method send
   ? send k y
   return 9
  end
 end
 main
  new h B1
  new k B0
  new g I0
  ? next h
  ? next k
  ? next g
  ? next k
  ? throw k KeyError x
  ? new g B1
  ? next k
  state g
 end
endprog
prog r2026_773
 body B0
  try
   yieldfrom new B1 -> y
  finally
   yieldfrom new B3 -> x
   log t1 y
   yieldfrom new B2 -> y
  end
 end
 body B1
  try
   yieldfrom new B3 -> y
  except TypeError
   yield 2
   log t3 x
  end
  yield 4 -> x
 end
 body B2
  try
   yieldfrom new B3
  except Exception
   try
    yieldfrom new B3
   finally
    next k -> x
    yieldfrom @g
   end
   yield y -> x
   raise e
  end
  yieldfrom new B3
 end
 body B3
  yield y
  yieldfrom @h
  log t7 x e
  yield x -> y
  yield !TypeError(x) -> y
 end
 main
  new k B1
  new h B3
  new g B1
  ? next k
  ? next h
  ? next g
  ? next g
  ? next g
  ? throw g E2 9
  ? next g
  ? next k
  state k
  ? next k
  state h
  ? next g
  ? send k None
  ? send g !StopIteration
  ? send g 10
  state h
  ? next g
 end
endprog
prog r2026_779
 body B0
  try
   yieldfrom new B1
  finally
   yield None -> x
   log f2
   yield 1
  end
  try
   yield 3
  except Exception
   set x !RuntimeError(x)
  finally
   log f5
   for y in new B1
    yield x -> x
    yieldfrom @h -> x
   end
  end
  try
   yield 1 -> x
  except * as e
   yield y
  end
 end
 body B1
  for y in @k
   raise StopIteration 6
  end
  for y in @g
   yieldfrom @g -> y
   break
  end
  yieldfrom @g -> x
 end
 main
  new k B1
  new h B0
  new g B1
  ? next h
  ? next g
  ? next h
  ? throw k KeyboardInterrupt 9
  ? send g None
  ? next k
  ? throw g ValueError 10
 end
endprog
prog r2026_780
 body B0
  try
   yieldfrom new B1 -> y
  except * as e
   log c1 e
   try
    yield 1 -> x
   except * as e
    yield "s"
    logexc
   end
   yield 2
  finally
   log f3
   yield x -> y
   raise E1 4
  end
  reraise
 end
 body B1
  raise GeneratorExit 5 from e
 end
 body B2
  try
   yieldfrom @k -> x
  except * as e
   yield None -> x
  end
 end
 main
  new k B2
  new g B0
  ? new k B1
  ? free k
  ? next g
  ? close g
  ? close g -> y
  ? next h
  try
   raise GeneratorExit 6
  except * as m
   ? throw k ZeroDivisionError 7
  end
  ? close g -> y
  ? throw h E2 0
  ? next g -> x
  ? next h
  ? next g
  ? next g
 end
endprog
prog r2026_784
 body B0
  close h
 end
 body B1
  try
   yieldfrom @g -> y
  except ValueError
   reraise
   try
    yieldfrom @h
   finally
    yield None -> x
    for x in @k
     yield x -> x
     log t3 y
     try
      yieldfrom @h -> x
     except StopIteration as e
      log c4 e
      ? throw g ZeroDivisionError x -> y
      yieldfrom new I0 -> y
     end
    end
    try
     yieldfrom @k -> x
    finally
     try
      yield !ValueError(!E1(1)) -> y
     finally
      ? send k y -> x
     end
    end
   end
  end
 end
 iter I0
  method next
   log inext n
   ? next k
   return 6
  end
  method send
   log isend arg
   ? send h 7 -> y
   logexc
   raise StopIteration 8
  end
 end
 main
  new g B0
  new k B1
  ? next g
  ? next k
  ? next h
  state k
  ? next h
  ? send h e
  state g
  state k
  try
   raise E3 -1
  except * as m
   ? next h
   ? close g
   state k
  end
 end
endprog
prog r2026_786
 body B0
  ? new k B1
 end
 body B1
  if x > 3
   return !StopIteration(1)
  end
  set x 3
 end
 body B2
  logexc
  try
   yieldfrom @k
  finally
   ? next h
   yieldfrom @h -> y
  end
  yield 4 -> x
 end
 iter I0
  method next
   inc n
   if n > 2
    raise E1 6
   end
   return !E2(2)
  end
  method send
   ? send g x
   return n
  end
 end
 main
  new h B1
  new g B0
  new k B0
  ? next h
  ? next k
  state k
  ? next h
  state h
  state g
  ? close g
  ? close h
  ? next g
  ? free g
 end
endprog
prog r2026_788
 body B0
  return
 end
 body B1
  try
   try
    yieldfrom new B2 -> x
   except * as e
    yieldfrom @g
   end
  finally
   log f1
  end
  try
   yieldfrom @k -> y
  except *
   if y == "s"
    yield y
    raise e from e
   else
    raise GeneratorExit
    logexc
   end
  end
 end
 body B2
  yieldfrom @h -> x
  logexc
 end
 iter I0
  method next
   log inext n
   raise StopIteration
  end
  method throw
   ? next g -> x
   return !E2(2)
  end
  method close
   return !E2(2)
  end
 end
 main
  new h I0
  new g B1
  ? next h
  ? next g
  ? next g
  try
   raise StopIteration None
  except * as m
   ? throw h E2
  end
  ? close h
  state g
  ? next k
  for x in @g
   log m x
  end
  ? next k
  ? close g
  ? throw g GeneratorExit 5
  ? next h
  ? next h
  ? free k
 end
endprog
prog r2026_791
 body B0
  ? next k
 end
 body B1
  ? close h -> x
 end
 body B2
  ? send k "s"
  yield None
  yield e -> x
  yieldfrom @k -> x
 end
 main
  new h B0
  new g B0
  new k B0
  ? next h
  ? next g
  ? next k
  ? free h
  for x in @g
   log m x
  end
  state g
  ? throw g AssertionError 1 -> x
  ? next g
  state k
  try
   raise GeneratorExit
  except * as m
   ? throw k StopIteration
   ? close h
  end
  ? new k B0
  ? send g 2
  ? next g
  ? send g x -> y
  ? next g
  ? next k
  ? throw k BaseX 3
  ? throw g E1 4
  ? send k 5
 end
endprog
prog r2026_793
 body B0
  if e == None
   raise StopIteration
   ? throw k StopIteration -> y
  else
   yieldfrom @g -> x
   inc x
  end
 end
 body B1
  throw k StopIteration 5 -> x
  try
   yield 1 -> x
  except * as e
   yield y -> y
  end
  yield !StopIteration -> x
  log t9 y
 end
 body B2
  try
   raise GeneratorExit 10
  finally
   yield 11 -> y
   log f12
   yield None
  end
  try
   yieldfrom new B3
  finally
   yield 13 -> y
  end
  try
   yield 1 -> x
  except * as e
   yield None -> x
  end
 end
 body B3
  raise e
  yield !StopIteration -> x
  yield 17 -> y
 end
 main
  new h B3
  new g B2
  new k B1
  ? next h
  ? next g
  state g
  ? throw k KeyboardInterrupt x
  ? throw g GeneratorExit
  ? next g
  ? next h
  ? next g
 end
endprog
prog r2026_802
 body B0
  logexc
 end
 body B1
  try
   raise KeyboardInterrupt !TypeError(x)
  finally
   yield 3
  end
 end
 body B2
  yieldfrom @k -> y
 end
 main
  new k B1
  new g B0
  new h B0
  ? next k
  ? next g
  ? next h
  ? throw h E3 4
  state g
  ? throw h AssertionError 5
  ? next h
  ? next g
  ? throw k GeneratorExit 6
  ? next k
  ? next k
 end
endprog
prog r2026_804
 body B0
  yield None -> y
 end
 body B1
  try
   yieldfrom new B3 -> x
  except TypeError as e
   log c1 e
   try
    yieldfrom @h
   except Exception as e
    yield None -> x
   end
  end
  yield 2 -> x
  raise RuntimeError None from e
 end
 body B2
  yieldfrom @k -> x
  log t3 x e
  yield None
  reraise
 end
 body B3
  yield 4
  inc x
 end
 main
  new k B2
  new g B1
  new h B0
  ? next k
  ? next g
  ? send h x
  ? next h
  ? send h 5
  ? close h -> x
  ? throw k StopIteration !RuntimeError(x)
  ? next k
  ? send g None
  state k
  ? close k
  ? next k
  ? throw h KeyError 7
  ? next h
  ? next h
 end
endprog
prog r2026_814
 body B0
  logexc
 end
 body B1
  yieldfrom new B2 -> y
  log t1 x
 end
 body B2
  yield 2 -> x
  try
   yieldfrom @h -> y
   yield 10 -> y
  except RuntimeError
   try
    yield 3 -> x
   except * as e
    yield 4
    try
     raise KeyboardInterrupt x
    except * as e
     yield 5 -> x
     try
      try
       yield 1 -> x
      except * as e
       yield None -> y
      end
     finally
      log f6
     end
     logexc
    end
   finally
    log f8
    yieldfrom @k
    log t7 y
   end
   yield e -> x
   raise E2 from e
  end
  log t11 y
  raise GeneratorExit
 end
 main
  new k B0
  new h B0
  new g B0
  ? next k
  ? next h
  ? next g
  ? next g -> y
  ? next k
  ? free h
  state h
  ? throw h RuntimeError
  ? close k
  ? next h -> y
  ? next k
  ? next k
  state k
  state g
  ? next k
 end
endprog
prog r2026_821
 body B0
  try
   try
    yield 1 -> x
   except * as e
    yield y -> x
   end
  finally
   log f1
  end
  yieldfrom new B2 -> y
  log t2
  try
   yield 3
  finally
   yield None -> x
   yieldfrom @g -> x
  end
  try
   yieldfrom new B2
  finally
   logexc
  end
 end
 body B1
  logexc
  ? close h
 end
 body B2
  throw g StopIteration 5 -> x
  log t7 x e
  try
   try
    yield 1 -> x
   except * as e
    yield x -> y
   end
  finally
   log f8
  end
 end
 body B3
  try
   yieldfrom @h
  except AttributeError as e
   log c9 e
   try
    yieldfrom @h -> x
   except GeneratorExit as e
    yield 10 -> y
   end
  end
 end
 main
  new h B1
  new g B1
  ? next h
  ? next k
  state g
  state h
  ? throw h RuntimeError 11
  state h
  ? next h
  ? next g
 end
endprog
prog r2026_822
 body B0
  ? throw k StopIteration 3
  try
   yieldfrom @k
  finally
   yieldfrom new B3 -> y
   log t4
  end
  next h -> x
 end
 body B1
  ? next k
 end
 body B2
  log t8 x e
  raise E1 9
 end
 body B3
  ? next k
 end
 iter I0
  method next
   inc n
   if n > 1
    raise StopIteration
   end
   log inext n
   return n
  end
  method send
   log isend arg
   return None
  end
 end
 main
  new g B3
  new h I0
  ? next g
  ? next h
  ? next h -> y
  ? next h
  ? new g B2
  ? next k
  ? new g B1
  ? next g
  ? next h
  ? next g
 end
endprog
prog r2026_824
 body B0
  try
   yield 1 -> x
  except * as e
   next h -> x
   ? next g
   logexc
  end
  state g
 end
 body B1
  ? throw h KeyError
  ? next h
  log t1 x
  throw h StopIteration 5 -> x
 end
 body B2
  ? throw k E3 5 -> y
 end
 main
  new g B2
  new k B0
  ? next g
  ? throw h GeneratorExit
  ? next g
  state g
  ? send g 6
  ? new k B1
  ? free g
  ? next g
  ? next g
  ? next g
  ? throw k ZeroDivisionError y
  try
   raise StopIteration None
  except * as m
   state k
   ? next h
   ? close g
  end
  ? next g -> y
 end
endprog
prog r2026_826
 body B0
  reraise
  log t1 x
  try
   yieldfrom new B1
  except *
   log t2 x
  end
  try
   yieldfrom new B1 -> x
  except * as e
   yield 3 -> x
  end
 end
 body B1
  yieldfrom @h
  log t4
  try
   try
    yieldfrom @g -> x
   except * as e
    yield None -> x
   end
  finally
   log f5
  end
  logexc
  try
   yield 1 -> x
  except GeneratorExit as e
   yield 6 -> x
  end
 end
 main
  new k B1
  new h B1
  new g B0
  ? next k
  ? send g None -> x
  ? next k
  ? close g
  ? send k 7 -> y
  ? next g
  ? throw k StopAsyncIteration -1
 end
endprog
prog r2026_828
 body B0
  yield 1 -> x
 end
 body B1
  reraise
 end
 body B2
  logexc
  yieldfrom @g -> x
 end
 main
  new k B0
  new h B0
  ? next k
  ? next g
  ? next g
  ? next k -> x
  state g
  ? free h
  try
   raise GeneratorExit
  except * as m
   ? send h 2 -> x
  end
  ? send h 3
  ? send h 4
  ? next h
  ? next h
  state h
  state k
 end
endprog
prog r2026_829
 body B0
  yieldfrom @k -> y
  log t1
  try
   yield 1 -> x
  except * as e
   yieldfrom @h
  end
  try
   yieldfrom new I0
  finally
   log f3
   yieldfrom new I0
   set x 2
  end
 end
 body B1
  try
   yield 4 -> x
  except AttributeError as e
   ? next k
   set y !StopIteration
  finally
   log f5
   reraise
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise E1 7
   end
   return None
  end
 end
 main
  new k B1
  new g I0
  new h B1
  ? next k
  ? next g
  ? next h
  ? next g
  ? next g -> x
  ? throw k E2 9
  ? next g
  ? next h
  ? next g
  ? next h
  ? throw k GeneratorExit 10
  ? next g
  ? throw g KeyError 11 -> x
 end
endprog
prog r2026_835
 body B0
  try
   yieldfrom new B1 -> x
  except * as e
   yield 1 -> x
  end
  yieldfrom new B1 -> y
  log t2 x e
  logexc
  log t3 x e
 end
 body B1
  raise E1 4
  ? next g
  try
   yield None
  finally
   yield None
  end
 end
 main
  new g B0
  new h B1
  new k B1
  ? next g
  ? next h
  ? next k
  ? new k B1
  ? free h
  ? next h -> x
  ? next h
  ? next k
  ? send g 5
  ? next k
  for x in @h
   log m x
  end
  try
   raise BaseX 6
  except * as m
   state h
  end
 end
endprog
prog r2026_838
 body B0
  try
   yield 1
  finally
   yield None -> x
  end
  yield y -> x
  ? close h
 end
 body B1
  yieldfrom new B2 -> x
  log t2 y
  try
   yieldfrom new B3 -> x
  except *
   try
    yieldfrom @h
   finally
    ? new h B0
    ? throw g AttributeError 3
   end
  end
  ? close g
  logexc
 end
 body B2
  yield x -> x
  yield 0 -> x
 end
 body B3
  for x in @g
   state h
   try
    raise GeneratorExit
   except * as e
    yieldfrom @k
    log t4 x e
    logexc
    logexc
   end
  end
  ? close h
 end
 main
  new g B0
  new h B1
  ? next g
  ? next h
  ? new h B3
  ? next g
  ? next g
  ? next h
  ? send h x
  ? next h
  ? free k
 end
endprog
prog r2026_839
 body B0
  try
   yieldfrom new B1 -> y
  except NameError as e
   log c1 e
   ? next g
  end
 end
 body B1
  try
   raise E2
  finally
   yield 2 -> x
  end
  log t3 y
  raise StopIteration y
 end
 main
  new g B1
  new k B1
  ? next k
  for x in @g
   log m x
  end
  state g
  ? next k
  try
   raise GeneratorExit !StopIteration(6)
  except * as m
   ? throw h ZeroDivisionError None -> y
   state k
   ? next g
  end
  ? next k
  ? throw k StopIteration
  ? free h
  ? next g
  ? send g None
  ? next k -> y
  ? close g
  ? free k
  ? next h
  ? next h
 end
endprog
prog r2026_842
 body B0
  yield 1
  try
   yieldfrom @k -> x
  finally
   log f3
   yieldfrom new B1
   log t2 y
   reraise
   raise E1 5
  end
 end
 body B1
  raise E1
  reraise
  yieldfrom @h
 end
 iter I0
  method next
   return !E2(2)
  end
  method throw
   return n
  end
  method close
   return 8
  end
 end
 main
  new g B1
  new h I0
  ? next g
  for x in @g
   log m x
  end
  ? next k
  ? next h
  ? send k y
  ? throw g KeyboardInterrupt 9
  ? next k
 end
endprog
prog r2026_844
 body B0
  logexc
  log t1 x e
  set x 0
 end
 body B1
  yield 2 -> y
  yield 3 -> x
  try
   yield y -> x
  except GeneratorExit
   try
    yieldfrom new B2
   except GeneratorExit
    yieldfrom new I0 -> x
    yieldfrom @k
    log t4 x e
   end
  end
  yieldfrom @h
  log t5 x
 end
 body B2
  yieldfrom new I0
  log t6 x
 end
 iter I0
  method next
   ? close h
   next g
   return 7
  end
  method close
   ? close g -> y
   return !E2(2)
  end
 end
 main
  new h B0
  new k B1
  new g B0
  ? next h
  ? next k
  ? next g
  try
   raise ValueError None
  except * as m
   ? send k 9
   ? close h -> x
  end
  ? next g
  ? send h 10
  state g
  ? next g
  ? send h 11
  ? next g
  ? next g
  ? throw g GeneratorExit !E2(!E1(1)) -> x
  ? next g
  ? next k
  ? next k
  state g
 end
endprog
prog r2026_846
 body B0
  try
   yieldfrom new B1 -> x
  except GeneratorExit as e
   yieldfrom new B1
  end
  yieldfrom new I0 -> y
 end
 body B1
  logexc
 end
 body B2
  try
   yieldfrom new I0 -> x
  except * as e
   yield 2 -> y
  end
 end
 iter I0
  method next
   inc n
   log inext n
   return !E2(2)
  end
  method throw
   return n
  end
  method close
   log iclose n
   ? new g I0
   return n
  end
 end
 main
  new h B0
  new g I0
  ? next h
  ? next g
  ? next g
  ? next k
  ? next g
  ? close g
  ? next h
  state k
  ? free h
  ? next k
  try
   raise KeyError 6
  except * as m
   state h
   ? send k None
   ? throw g KeyError 7 -> y
  end
  ? throw h KeyError
  ? next k
  ? next g
  ? next k
 end
endprog
prog r2026_848
 body B0
  ? throw g NameError 1
  yield 2 -> y
  logexc
 end
 body B1
  try
   yieldfrom new B2
  finally
   yield y
  end
  yield 3 -> x
  yieldfrom new B2 -> x
  log t4
 end
 body B2
  yield None -> x
  log t5 x
  yield "s"
  yield y
 end
 main
  new h B0
  new k B0
  new g B0
  ? next h
  ? close k
  ? send g x
  try
   raise ZeroDivisionError x
  except * as m
   ? close h
  end
  ? next k
  ? next g -> y
  ? send g 6
  try
   raise GeneratorExit None
  except * as m
   ? next h
   try
    raise GeneratorExit y
   except * as m
    ? new k B1
   end
  end
  ? next g
  ? send k y
  ? new g B1
  ? next g
  state g
  ? next g
  ? next h
  ? throw h GeneratorExit 0
  ? next g -> x
 end
endprog
prog r2026_849
 body B0
  try
   yield 1 -> x
  except * as e
   yield 1 -> x
  end
 end
 body B1
  try
   raise KeyError 3
  finally
   yield x -> y
   log f6
   set y x
   try
    try
     yieldfrom @k -> x
    except GeneratorExit as e
     yieldfrom @g
    end
   finally
    log f5
   end
  end
  try
   try
    yield 1 -> x
   except * as e
    yield 7 -> y
   end
  finally
   log f8
  end
 end
 main
  new k B1
  new g B0
  new h B1
  ? next k
  ? next g
  ? next k
  ? close g -> y
  ? next h -> x
  ? next h -> x
  ? next h
  ? close k
 end
endprog
prog r2026_851
 body B0
  log t1
  yieldfrom new I0
  log t2 y
 end
 body B1
  ? throw h GeneratorExit y
 end
 body B2
  for x in @h
   yield x
   yieldfrom @h -> y
   yield 3 -> y
  end
  ? send g 4
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration
   end
   return None
  end
  method throw
   ? next k -> y
   return !E2(2)
  end
 end
 main
  new h I0
  new k B0
  new g B1
  ? next h
  ? next k
  ? next g
  ? next k
  ? throw k AssertionError x
  ? new g I0
  ? next g
  ? next k
  ? close g
  ? send h None
  ? next h
  ? close h
  ? send h 9 -> y
  for x in @k
   log m x
  end
  ? new k I0
  ? next g
  ? next h
  ? next g -> x
  ? next k
 end
endprog
prog r2026_856
 body B0
  logexc
  return
  try
   yield 1
  except LookupError as e
   ? throw g StopIteration 4
   yield x -> x
  end
 end
 body B1
  inc x
  ? next h
 end
 body B2
  raise e
  ? throw g StopIteration 6
 end
 main
  new h B2
  new k B0
  new g B0
  ? next h
  ? next k
  ? next g
  ? next k
  try
   raise E2
  except * as m
   try
    raise KeyboardInterrupt 7
   except * as m
    ? next k
    ? send h y
    state g
   end
  end
  ? close k
  ? close k
  ? send g 8
  ? next h
  ? throw k NameError 9
  ? next g
  ? next g
  ? throw k GeneratorExit 10
  ? next g -> y
 end
endprog
prog r2026_857
 body B0
  next g -> x
  raise StopIteration
  yieldfrom new B2 -> y
  log t6 x
 end
 body B1
  next k -> x
  try
   yield 9 -> x
  except KeyError
   ? close g
  end
  return !StopIteration(10)
 end
 body B2
  if x > 3
   yield 12 -> y
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration
   end
   log inext n
   return 15
  end
  method close
   return n
  end
 end
 main
  new h B1
  new g B1
  ? next h
  ? next g
  ? next h
  ? throw k StopAsyncIteration None
  ? next h
  try
   raise E3 17
  except * as m
   ? next g
  end
  ? next h
  ? throw g AssertionError
  ? next k
  ? throw h StopIteration !StopIteration -> x
  ? throw k GeneratorExit None
  state k
  ? next k
  ? next g
  ? throw h StopIteration 0
  ? next g
 end
endprog
prog r2026_860
 body B0
  ? throw h StopIteration 1
  reraise
 end
 body B1
  yieldfrom new B2 -> x
  raise StopIteration
 end
 body B2
  try
   yieldfrom @h
  finally
   yield 7
  end
  yield 8 -> y
 end
 main
  new h B1
  new k B2
  new g B0
  ? next h
  ? next k
  ? next g
  ? new h B1
  ? close g
  ? throw k ValueError e -> x
  ? next k
  ? throw g TypeError None -> x
  try
   raise GeneratorExit -1
  except * as m
   state h
   ? next h
   ? next k
  end
  ? throw h RuntimeError
  ? throw h E3 None
 end
endprog
prog r2026_867
 body B0
  try
   try
    yieldfrom new B2 -> x
   except * as e
    yield 1 -> x
   end
  finally
   log f2
  end
 end
 body B1
  return x
 end
 body B2
  yieldfrom @g -> x
 end
 main
  new k B2
  new h B0
  new g B2
  ? next k
  ? next g
  ? throw g RuntimeError 3
  ? close g
  ? send g y
  ? close g
  ? next h
  ? next k
  ? next k
  ? throw k GeneratorExit x -> x
  ? next g
  ? next k -> x
  try
   raise ZeroDivisionError !StopIteration(4)
  except * as m
   try
    raise TypeError
   except * as m
    ? next g
    ? next h
   end
   ? throw g StopIteration !StopIteration
  end
  ? send h !AssertionError(!E1(1)) -> y
  ? close g -> x
  ? throw g StopAsyncIteration y
 end
endprog
prog r2026_871
 body B0
  yieldfrom new B1 -> y
 end
 body B1
  if x > 3
   yield 1 -> y
   logexc
  end
  try
   yieldfrom new I0
  finally
   yield "s"
   log f5
   try
    yield 1 -> x
   except * as e
    yieldfrom new I0
   end
   try
    yield 1 -> x
   except * as e
    yieldfrom @k
   end
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise E1 7
   end
   raise StopIteration
  end
  method send
   log isend arg
   return n
  end
  method throw
   raise exc
  end
  method close
   log iclose n
   return 10
  end
 end
 main
  new g B0
  new k I0
  new h B0
  ? next g
  ? next h
  ? throw k KeyboardInterrupt -> x
  ? next h
  ? send k y -> y
  ? next g
  ? free k
 end
endprog
prog r2026_878
 body B2
  try
   yieldfrom @k
  finally
   yield 7 -> x
  end
 end
 body B1
  next c -> n
  if n < 4
   yieldfrom new B1 -> x
   return x
  else
   yield 8 -> x
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
   ? free k
   return None
  end
  method send
   ? send h y
   for y in @k
    log iy y
   end
   return !E2(2)
  end
  method throw
   return !E2(2)
  end
  method close
   log iclose n
   return n
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B1
  new g I0
  new k B1
  ? next h
  ? next g
  ? close g
  ? send k 9 -> x
  ? next h -> x
  ? close g
  ? next k
  ? send h !BaseX(x) -> y
 end
endprog
prog r2026_885
 body B0
  log t1 x
 end
 body B1
  yieldfrom @g -> y
  ? send h None
  ? next h
 end
 body B2
  try
   yieldfrom @g
  except NameError as e
   yieldfrom @k
   log t2
   return y
  end
  raise E2
  yield 4 -> y
 end
 main
  new g B2
  new h B1
  new k B2
  ? next g
  ? next h
  ? next k
  ? close k
  ? send g x
  ? send h None
  ? next g
  ? next h
  ? next h
  ? next g
  ? next g
  ? next k
  ? next g
  ? throw h ZeroDivisionError 5
  ? next h
  ? next k
 end
endprog
prog r2026_886
 body B0
  return 1
 end
 body B1
  try
   yieldfrom @k -> x
  except * as e
   log c2 e
   try
    yield None -> y
   finally
    try
     try
      raise BaseX y
     finally
      yield y -> x
     end
     log t8 x
     raise GeneratorExit y from e
    except StopIteration as e
     log c3 e
     inc x
    finally
     log f6
     try
      yield y -> x
     except * as e
      log c4 e
      yieldfrom @k
      log t5
     end
    end
    if x < 5
     try
      raise GeneratorExit -1
     except * as e
      yield x -> y
      logexc
     end
     try
      yield 9
     finally
      yield e
     end
    end
   end
  end
  yieldfrom @g -> x
  reraise
  logexc
 end
 main
  new k B0
  new h B1
  ? next k
  ? next h
  ? next g
  state g
  ? throw h StopAsyncIteration 11 -> y
  ? send k 12
  ? throw k GeneratorExit 13
  ? next k
  ? free h
  ? throw k GeneratorExit
  ? throw k AttributeError 14
  ? next k
  ? next h
 end
endprog
prog r2026_891
 body B0
  set y x
  try
   yield !E2(!E1(1)) -> y
  except ValueError as e
   yieldfrom new B1
   log t2 y
  end
 end
 body B1
  try
   try
    yield 1 -> x
   except * as e
    yield 3 -> y
   end
  finally
   log f4
  end
  log t5 x
 end
 body B2
  logexc
  state k
 end
 main
  new k B2
  new g B1
  new h B0
  ? next g
  ? next h
  for x in @k
   log m x
  end
  ? next h
  ? new h B1
  ? next k
  ? throw k ZeroDivisionError 6
  try
   raise E3 7
  except * as m
   try
    raise TypeError 8
   except * as m
    try
     raise StopAsyncIteration x
    except * as m
     ? free k
     ? close k
     ? send k 9
    end
   end
   ? next k
  end
  ? next k
  ? throw g KeyboardInterrupt 10
  ? close k
  ? next h
  ? next g
  ? next h
  ? next k
  ? send k None
 end
endprog
prog r2026_895
 body B0
  try
   yieldfrom @h
  finally
   yield 3 -> y
  end
  try
   yieldfrom @k -> x
  except NameError
   state h
   yield e -> x
  end
 end
 body B1
  log t4 y
  return !StopIteration(6)
  yieldfrom @k
 end
 main
  new k B0
  new g B1
  new h B0
  ? next h
  ? throw k KeyboardInterrupt
  ? next h
  ? send k None
  ? next g
  ? next h
  try
   raise StopIteration !StopIteration(x)
  except * as m
   ? send g None
   state g
  end
 end
endprog
prog r2026_896
 body B0
  yield x -> x
 end
 body B1
  try
   yield !NameError(!E1(1)) -> y
  except * as e
   try
    yield !E1(2) -> x
   except StopIteration
    ? close g
   finally
    log f7
    try
     yield x
    except E2
     yieldfrom @g
     log t3 x e
     throw g AttributeError 4
     raise e
    end
   end
  end
  try
   yield 8 -> y
  finally
   try
    try
     yield 1 -> x
    except * as e
     yield 9 -> x
    end
   finally
    log f10
   end
  end
 end
 body B2
  try
   yield !TypeError(!E1(1))
  finally
   yield "s"
   ? next h
   yield 13 -> y
  end
 end
 body B3
  try
   yield 14
  finally
   yield 15
  end
 end
 main
  new h B3
  new g B0
  ? next h
  ? throw h RuntimeError 16
  ? next g
  ? next g
  ? throw g E2
  ? next k
  ? next k
  ? next k
  ? close h -> x
  ? next h
  ? next g
 end
endprog
prog r2026_898
 body B0
  try
   yield 0 -> x
  except AttributeError as e
   log t1 x e
  end
  return None
 end
 body B1
  set y 2
  yieldfrom new B2 -> y
  try
   yieldfrom @h
  finally
   yield None
  end
 end
 body B2
  set y y
  yield 5
  try
   yield 6
  finally
   yield y
  end
  try
   yield 8
  finally
   yield 10 -> x
  end
 end
 main
  new k B1
  new g B0
  new h B0
  ? next g
  ? next h
  ? next k
  state h
  ? next k
  ? throw g ValueError -> x
  ? next h
 end
endprog
prog r2026_902
 body B0
  try
   yieldfrom new B1 -> y
  except RuntimeError
   send k !ZeroDivisionError(x)
   ? close h
  end
  if x != None
   return 2
  else
   try
    yield -1 -> y
   finally
    state k
    ? throw k StopIteration
    raise E1 3
   end
   reraise
  end
 end
 body B1
  ? next g
 end
 body B2
  log t4
  try
   yieldfrom @g -> x
  except NameError
   ? new k B0
   close g
  finally
   yield 5 -> x
   state k
   return !StopIteration(x)
  end
  throw g GeneratorExit 8
 end
 main
  new g B2
  new k B0
  new h B0
  ? next g
  ? next k
  ? next h
  ? next h
  ? send k None
  ? new k B1
  try
   raise KeyboardInterrupt 9
  except * as m
   ? next k
   ? close k
  end
  ? next h
  ? send h None
  ? next h
  ? next g
  state h
  ? next k
  ? next g -> y
  ? send h !TypeError(10)
  ? close k
  state h
  state k
  for x in @h
   log m x
  end
 end
endprog
prog r2026_904
 body B2
  yield None -> y
  yield -1
 end
 body B1
  next c -> n
  if n < 5
   yieldfrom new B1 -> x
   return x
  else
   if x < 5
    yieldfrom new B2 -> x
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
   if n > 3
    raise E1 2
   end
   log inext n
   ? free h
   return 3
  end
  method throw
   raise exc
  end
 end
 main
  new c C
  new g B1
  ? next g
  new g I0
  new h B1
  new k B1
  ? next g
  ? next h
  state k
  ? send h None
  ? next k -> y
  ? throw h StopAsyncIteration !KeyError(!E1(1)) -> x
  ? next h
  ? next k
  ? next k
  ? free g
  ? next h
 end
endprog
prog r2026_910
 body B0
  logexc
 end
 body B1
  for x in @g
   yield x -> y
   yield !AssertionError(1) -> x
   ? throw h StopIteration !E1(!E1(1)) -> x
  end
  inc x
  logexc
  for x in new B2
   yield x -> x
   try
    yield 3 -> y
   finally
    log f6
    try
     yield 4 -> x
    finally
     yield !ValueError -> x
    end
    set x 5
    return
   end
  end
 end
 body B2
  reraise
  try
   yield 9
  finally
   yield 10 -> y
  end
  for x in @g
   yieldfrom @h -> x
  end
 end
 main
  new g B0
  new k B1
  ? next k
  ? next k
  ? next k
  ? next h -> y
  ? next h
  try
   raise GeneratorExit 11
  except * as m
   ? next k
   ? next g
   ? send k None
  end
  ? throw k ZeroDivisionError -1
  ? throw h StopAsyncIteration 12
  state k
  state h
  ? next h
  ? next h
  ? next h
  ? next g
  ? next k
  ? next k -> x
 end
endprog
prog r2026_915
 body B0
  yieldfrom new I0 -> y
 end
 body B1
  raise AttributeError 1 from None
 end
 body B2
  try
   yieldfrom @g
  except StopIteration as e
   yieldfrom new I0
   log t2 x e
   state k
  end
  next h -> x
  set y y
  for x in @h
   yield x -> x
   try
    yield None
   finally
    yield y -> y
   end
   raise AttributeError !AssertionError(x)
   continue
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration 7
   end
   log inext n
   return n
  end
 end
 main
  new h B1
  new k B2
  ? next h
  ? next k
  ? throw g TypeError 10
  ? next g
  ? next h
  ? next h
  ? throw h TypeError None -> y
  ? next g
  ? next g -> y
  ? next h
  ? throw g E3
  ? next g
  ? throw k KeyboardInterrupt !ValueError -> x
  ? next h
 end
endprog
prog r2026_922
 body B0
  yieldfrom @k -> y
  log t1 x e
  for y in new B1
   ? close h -> x
  end
  for x in @g
   yield x
   raise KeyError
  end
 end
 body B1
  for y in @g
   yield x -> y
   yieldfrom @g -> y
  end
 end
 main
  new h B0
  new g B1
  new k B0
  ? next h
  ? next k
  ? next g
  ? send g 2
  ? next k
  ? next g
  ? next g
  ? next k -> y
  ? next g
 end
endprog
prog r2026_930
 body B0
  ? send h None
  try
   yield !TypeError(x)
  except E1 as e
   yieldfrom new B1 -> y
  finally
   log f3
   state g
   log t2
  end
  throw h NameError 4
  next g
 end
 body B1
  yield 5 -> y
  ? next h
  ? throw k ValueError x
  ? close h
 end
 main
  new g B1
  new k B1
  ? next h
  ? new h B1
  ? free h
  ? throw g GeneratorExit !ZeroDivisionError(!E1(1))
  ? next k
  ? send k 7 -> y
  ? close g
  ? next k -> x
  ? next g -> x
  try
   raise ValueError
  except * as m
   ? next k
   ? next h
   ? next h
  end
  ? next h
  ? throw h StopIteration
  ? new g B1
  ? send k x
  ? next k
  ? next h
 end
endprog
prog r2026_933
 body B0
  next h -> x
  logexc
  yield 0 -> x
 end
 body B1
  yield 4 -> x
 end
 main
  new g B0
  new h B1
  new k B0
  ? next g
  ? next h
  ? next k
  ? throw g GeneratorExit -> y
  ? free k
  for x in @g
   log m x
  end
  ? close k
  ? close h
  ? next g
  ? next k
  ? next k
  ? next h
  ? next g
  ? throw k StopAsyncIteration
  state k
  ? next k
  ? next h
  ? next g
  ? next h
 end
endprog
prog r2026_935
 body B0
  yieldfrom @h
  log t1
  yield 0
  try
   yieldfrom new I0 -> x
  except GeneratorExit as e
   yieldfrom new B1
  end
 end
 body B1
  log t3 y
  try
   yield 1 -> x
  except * as e
   yield 4 -> x
  end
 end
 body B2
  try
   yieldfrom new B3 -> x
  except LookupError as e
   log c5 e
   try
    yieldfrom new I0 -> x
   except * as e
    log c6 e
    logexc
   end
  end
 end
 body B3
  log t7
  yield "s" -> y
  reraise
  ? next h
 end
 iter I0
  method next
   log inext n
   ? throw h KeyError x -> x
   return n
  end
  method throw
   raise exc
  end
 end
 main
  new g I0
  new k I0
  new h B1
  ? next g
  ? throw g AttributeError None -> x
  ? next k
  ? next k -> x
  ? next g
  state k
  for x in @h
   log m x
  end
  ? throw h KeyboardInterrupt
  ? send h 9
  ? throw g AttributeError 10
  ? next g
  ? next g
  ? throw h GeneratorExit -> x
  ? next h
 end
endprog
prog r2026_936
 body B0
  ? send k y
  ? close g
  for x in new B1
   yield 0 -> y
   ? free h
   break
  end
 end
 body B1
  yield 1
  yield None -> x
 end
 body B2
  for y in @h
   ? next h
  end
 end
 main
  new k B0
  new g B1
  ? next k
  ? next g
  ? next k -> x
  ? close k
  try
   raise StopIteration y
  except * as m
   try
    raise StopIteration -1
   except * as m
    state g
    ? send h 2
    ? close h
   end
  end
  ? next k
  ? send g 3
  try
   raise E1
  except * as m
   ? next g
   ? close h
  end
 end
endprog
prog r2026_937
 body B0
  yield !StopIteration -> x
 end
 body B1
  try
   yieldfrom @k -> x
  except RuntimeError as e
   log c4 e
   try
    yield 1 -> x
   except * as e
    yieldfrom @g
   end
  finally
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
 main
  new h B1
  new k B1
  new g B1
  ? next h
  ? next k
  ? next g
  state g
  ? next h
  ? throw h KeyError 8
  ? close g
  ? close g
  ? next k
  ? next k
  ? send g y -> x
  ? close h -> y
  ? free g
  ? next k
  state g
 end
endprog
prog r2026_946
 body B0
  log t1 x
  yield !E2(2) -> y
  try
   yield 3 -> y
  finally
   try
    yieldfrom new B1 -> y
   finally
    log f5
    log t4 x
   end
  end
  yieldfrom @k -> x
  log t6 y
 end
 body B1
  yield 7 -> y
 end
 main
  new g B1
  new h B0
  new k B0
  ? next g
  ? next h
  ? next k
  ? new g B0
  ? new g B0
  ? next g
  ? next g
  ? send g 8
  ? new h B0
  ? send g 9
  ? next k
 end
endprog
prog r2026_948
 body B0
  ? throw k StopIteration y
  try
   yield 1 -> x
  except * as e
   raise StopIteration 2
   yield 3
  end
  try
   yieldfrom new B1 -> x
  except * as e
   yieldfrom new B1
  end
 end
 body B1
  ? throw g StopIteration 6
  yieldfrom @h -> x
  yieldfrom @g
  log t7 x
 end
 main
  new h B1
  new g B0
  ? next g
  for x in @h
   log m x
  end
  ? throw h GeneratorExit None
  ? next h
  ? next k
  ? send h None
  ? throw g StopAsyncIteration x -> x
  ? send g 8 -> x
  ? next h
  ? next g -> y
  ? next h
  ? throw h NameError 9
  ? next h
  ? next k
 end
endprog
prog r2026_957
 body B0
  try
   yield 1 -> x
  finally
   log f3
   yield 2 -> y
  end
  set y -1
  try
   try
    yield 1 -> x
   except * as e
    yieldfrom @h
   end
  finally
   log f4
  end
 end
 body B1
  for y in @k
   yield x
   try
    yieldfrom @h
   finally
    yield y -> y
    log f8
    log t5
    try
     yield x
    finally
     yield 7
    end
   end
  end
  try
   yield None
  finally
   yield 10 -> x
  end
 end
 main
  new g B1
  new k B1
  new h B1
  ? next g
  ? next h
  ? send g 11
  ? send g None
  ? send g 12
  ? send h !StopIteration(13) -> y
  ? throw g KeyboardInterrupt y -> x
  ? free h
  ? next g -> x
  ? next h
  ? close g
 end
endprog
prog r2026_967
 body B0
  try
   yield 1 -> x
  except TypeError
   ? send h 2
  finally
   next h -> x
  end
 end
 body B1
  try
   yield 5 -> y
  finally
   yield 6 -> y
  end
  try
   yieldfrom new B2 -> y
  except GeneratorExit as e
   log c7 e
   ? throw h GeneratorExit None
  finally
   yieldfrom new B3 -> y
   log t8 x e
   log t9
   return
  end
  log t12 x e
  yieldfrom @k -> y
 end
 body B2
  ? throw h AttributeError 13 -> y
  state k
 end
 body B3
  yield !StopIteration(14)
  try
   yieldfrom @g -> x
  finally
   try
    yieldfrom @k -> y
   finally
    log f15
    logexc
   end
  end
  yieldfrom @h
  log t16
  reraise
 end
 main
  new h B2
  new k B0
  ? next k
  ? next k
  ? send g 17
  ? send h 18
  ? send k !StopIteration -> x
  ? throw g E1
 end
endprog
prog r2026_968
 body B0
  yieldfrom new B2 -> x
  try
   yieldfrom new I0
  except LookupError as e
   log c1 e
   try
    yieldfrom @g -> y
   finally
    log f3
    yield 2
    set y None
   end
  finally
   log f6
   raise StopIteration y
  end
  if e == None
   yieldfrom new I0 -> x
   log t7 x e
  end
 end
 body B1
  yieldfrom @g -> y
  log t8 x
  inc x
  yield 9 -> x
 end
 body B2
  if x > 3
   for y in @h
    log t10 x
   end
  end
  yieldfrom @h -> y
  yieldfrom new I0
  log t11 x
 end
 iter I0
  method next
   inc n
   raise StopIteration 12
  end
 end
 main
  new k B2
  new h B0
  ? next h
  ? next g
  ? send k 13
  ? next k
  ? throw k RuntimeError
  for x in @h
   log m x
  end
  try
   raise ZeroDivisionError
  except * as m
   ? free k
   ? next k
  end
  ? next g
  ? next g
  ? next k -> x
  ? throw k TypeError e
  ? next g
  ? send h None -> x
 end
endprog
prog r2026_973
 body B0
  close h
  raise GeneratorExit from e
  try
   yield 1 -> y
  except StopIteration as e
   log c2 e
   ? free k
   state g
  end
 end
 body B1
  try
   raise StopIteration
  except * as e
   reraise
   logexc
  end
  yield 3 -> x
 end
 body B2
  ? throw k GeneratorExit !StopIteration(!E1(1))
 end
 body B3
  return 5
 end
 main
  new g B0
  new k B0
  ? next g
  ? next k
  ? next h
  ? send h !KeyboardInterrupt(!E1(1))
  ? next g
  ? throw g StopAsyncIteration 7
  ? throw k E2 8
  ? next h
  ? next k -> x
  ? next k
  ? throw h E1 !ZeroDivisionError(x)
  ? next k
  ? next h
  ? next g
  ? next k
  ? next h
 end
endprog
prog r2026_983
 body B0
  yield 1
  try
   raise AttributeError !AttributeError(2)
  finally
   yield x -> y
  end
  ? throw k StopIteration 5
  yield 6 -> y
 end
 body B1
  try
   yieldfrom @k
  finally
   yield e -> x
  end
  return !StopIteration(9)
 end
 iter I0
  method next
   inc n
   if n > 3
    raise E1 12
   end
   log inext n
   return 13
  end
  method close
   log iclose n
   return 14
  end
 end
 main
  new k B1
  new h B0
  new g I0
  ? next k
  ? next g
  state h
  ? next h
  ? throw k GeneratorExit 15
  ? next h
  ? next k
  ? throw k GeneratorExit 16
  ? throw k StopIteration 17 -> y
  for x in @k
   log m x
  end
  ? new k B0
  ? next h
  ? next k -> y
  ? next g -> y
  ? next h
  ? next h -> y
 end
endprog
prog r2026_987
 body B0
  for x in new B1
   yield x -> x
   for y in @k
    yieldfrom new B1 -> x
   end
   continue
  end
  yieldfrom @k
  try
   yieldfrom new B1
  except StopIteration
   yieldfrom @k -> y
  end
  yieldfrom new B1 -> y
  log t1 x
 end
 body B1
  send k 2 -> y
  log t3
  yieldfrom @g -> x
  log t4 x
 end
 iter I0
  method next
   return None
  end
  method throw
   log ithrow exc
   raise exc
  end
 end
 main
  new h B1
  new g B0
  new k B1
  ? next h
  ? next k
  ? next g
  ? send h 6
  ? next g
  ? send k 7
  ? next g
  ? next g
  ? close g
  try
   raise ZeroDivisionError !StopIteration
  except * as m
   ? next k
   ? next h
   ? send h 0
  end
  ? next g
  ? close h
  try
   raise RuntimeError 8
  except * as m
   ? close h
  end
  ? next g
  ? close g
 end
endprog
prog r2026_993
 body B0
  try
   yieldfrom new B1 -> x
  except * as e
   yield None -> y
  end
  try
   yieldfrom new B1
  finally
   yield 2 -> x
  end
 end
 body B1
  yieldfrom new B2 -> x
  log t3
  try
   yieldfrom new B2 -> x
  except KeyError as e
   yield x -> x
   yield 4
  end
  yieldfrom new B2 -> y
  log t5 x
  set y None
 end
 body B2
  try
   log t7 y
   yield 8 -> x
  finally
   set y 6
   yieldfrom @h -> x
  end
 end
 main
  new h B0
  new k B0
  new g B0
  ? next h
  ? next k
  ? next g
  ? next h
  ? next g
  ? send k "s"
  ? next k
  try
   raise KeyError
  except * as m
   ? next h
   state g
   ? next g
  end
  ? next g
  ? next k
  ? next g
  try
   raise ZeroDivisionError
  except * as m
   ? close k -> x
   ? next k
   ? next k
  end
 end
endprog
prog r2026_995
 body B0
  try
   raise E3 2
  finally
   yield 3 -> y
  end
  raise E1 y
 end
 body B1
  ? throw k KeyError
  try
   yieldfrom new B2
  finally
   yield 5
  end
  if x != None
   reraise
   ? throw h ValueError
  end
  try
   yieldfrom @g
  except RuntimeError as e
   log c6 e
   free k
   raise e
  end
 end
 body B2
  next k
  yieldfrom @k
  log t9 y
 end
 main
  new h B1
  new k B1
  new g B0
  ? next h
  ? next g
  ? throw h RuntimeError None
  ? next k
  ? close h
  ? next h
  ? next k
  ? close k
  ? close k
  ? send g 10
  ? next g
  state g
  for x in @k
   log m x
  end
  ? close g
  ? throw g KeyboardInterrupt !StopIteration(!E1(1))
  ? free k
  state k
  ? next k
 end
endprog
prog r2026_996
 body B2
  log t3 y
  try
   yieldfrom @g -> x
  except StopIteration as e
   log t4 y
   return !StopIteration(6)
  end
 end
 body B1
  next c -> n
  if n < 5
   try
    yieldfrom new B1 -> x
   except KeyError as e
    log c8 e
    yieldfrom @h
    log t9
   end
  else
   ? send g 10 -> y
   logexc
   loop 3
    ? next h -> y
    yieldfrom new B2 -> y
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
   return !E2(2)
  end
  method close
   return n
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k I0
  new h I0
  new g B1
  ? next g
  ? close g
  ? next k
  ? close g
  ? next k
  ? next k
  ? close g -> y
 end
endprog
prog r2026_999
 body B0
  state k
  throw g TypeError y
 end
 body B1
  yield 1 -> y
 end
 body B2
  raise KeyboardInterrupt 2
  state k
 end
 main
  new k B1
  new g B1
  new h B1
  ? next k
  ? next g
  ? next h
  ? next k
  ? next g
  ? next h
  ? send k y
  try
   raise StopIteration 3
  except * as m
   ? next h
   ? send h 4
   ? free k
  end
  ? send k 5
  ? throw h KeyboardInterrupt
  for x in @h
   log m x
  end
  ? next k -> y
  ? throw g TypeError e
  ? next g
  state h
  try
   raise TypeError
  except * as m
   ? next h
   ? next h
  end
  ? send k x
  ? next h
  ? next k
 end
endprog
prog r2026_1005
 body B0
  yieldfrom new B1 -> x
  yieldfrom @g
  log t1 x e
 end
 body B1
  try
   yieldfrom new B2 -> y
  except E2 as e
   yieldfrom new B2 -> y
   try
    yield !StopIteration -> y
   except RuntimeError as e
    loop 3
     ? close h
     yieldfrom new I0 -> y
     log t2 x
    end
    log t3 x e
   end
  end
  yieldfrom @h
  log t4
  try
   ? send g x -> y
   ? next h
  except E1
   yield !StopIteration -> x
  end
  yieldfrom new B2
 end
 body B2
  yield !StopIteration(5) -> y
 end
 iter I0
  method next
   inc n
   if n > 1
    raise StopIteration 6
   end
   return None
  end
  method close
   return !E2(2)
  end
 end
 main
  new h B0
  new k B0
  ? throw k GeneratorExit 10
  ? next g
  ? next k
  ? throw g RuntimeError None
  ? next h
 end
endprog
prog r2026_1007
 body B0
  try
   raise StopAsyncIteration 2
  finally
   yield None -> y
  end
  return
  return !StopIteration(4)
 end
 body B1
  set x None
  for y in new B2
   try
    yieldfrom new B2 -> x
   except StopIteration
    yieldfrom new B2 -> x
   finally
    yield y
    return !StopIteration(6)
   end
  end
 end
 body B2
  yield y
  yield None -> x
  yieldfrom @g -> y
 end
 main
  new h B1
  new g B1
  new k B0
  ? next k
  ? next k
  ? throw h GeneratorExit -> y
  ? next g
  ? throw g ValueError None
  ? close k
  ? next h
  ? next k
  ? next h
  ? next h
  try
   raise StopIteration
  except * as m
   ? next h
   ? close h
   for x in @k
    log m x
   end
  end
 end
endprog
prog r2026_1014
 body B0
  yieldfrom new B1 -> x
 end
 body B1
  try
   yieldfrom @h
  except LookupError as e
   inc x
   raise e
  end
  try
   yieldfrom @k
  finally
   log f3
   try
    yield y -> x
   except GeneratorExit as e
    log c2 e
    yieldfrom @h -> x
   end
   raise E1 5
  end
 end
 main
  new h B1
  new k B1
  new g B1
  ? next k
  ? next g
  ? next g
  ? next k
  ? next h
  try
   raise BaseX x
  except * as m
   ? next k
   ? throw k AttributeError !ZeroDivisionError(6)
  end
  ? send k 7
  ? next k
  ? next h
  ? close k
 end
endprog
prog r2026_1019
 body B0
  ? throw h StopIteration
  ? throw h StopIteration 2
 end
 body B1
  reraise
  try
   yieldfrom @h
  except GeneratorExit as e
   log c3 e
   try
    yield 1 -> x
   except * as e
    yield y
   end
   logexc
  finally
   try
    yield 12 -> y
   except Exception
    for x in @g
     return !StopIteration(4)
    end
    try
     yieldfrom new B2 -> x
    except * as e
     yieldfrom new B2
    end
    raise E3 7
   finally
    yieldfrom new B2
    log t8 y
    ? throw k StopIteration 11
   end
  end
  throw h StopIteration 5 -> x
 end
 body B2
  try
   yield 15
  finally
   loop 3
    ? throw h StopIteration 17
   end
  end
 end
 main
  new g B2
  new h B0
  ? next h
  ? send k 0
  ? next k -> x
  ? close g
  ? next h
  ? throw h GeneratorExit !StopIteration(!E1(1))
  ? next g
  ? next k
 end
endprog
prog r2026_1020
 body B0
  try
   yieldfrom new B1
  finally
   log f4
   raise StopIteration 1
  end
  yieldfrom new B2 -> x
 end
 body B1
  ? close k
  try
   yieldfrom @k
  finally
   yield !E2(!E1(1)) -> y
  end
 end
 body B2
  return !StopIteration(7)
  next g -> x
  return !StopIteration(12)
  raise StopIteration
 end
 main
  new g B0
  new k B0
  ? next g
  ? next k
  ? next k
  ? send g None
  ? close g
  ? free k
  state g
  ? close k
  ? throw k AttributeError
 end
endprog
prog r2026_1023
 body B0
  yield 1
  close h
  try
   yieldfrom @h -> x
  except * as e
   try
    yield 2
   finally
    yield 4
   end
   yield 5 -> y
  end
 end
 body B1
  raise e
  try
   raise AttributeError !RuntimeError
  finally
   yield 6 -> x
   try
    yield y -> x
   except KeyError
    ? new h B0
    ? send g 7
   end
   ? new g B2
  end
 end
 body B2
  yield 8
 end
 main
  new g B2
  new k B0
  new h B2
  ? next g
  ? next k
  ? next h
  ? send k None
  ? next h
  ? close g
  ? send k 9
  ? close g
  ? next g
  ? throw g BaseX
  ? send g 10 -> x
  ? next h
  ? next k
  ? next h
  ? next k
  ? throw k GeneratorExit y
 end
endprog
prog r2026_1024
 body B0
  yield x -> x
  return !StopIteration(1)
 end
 body B1
  set y None
  try
   yieldfrom @g
  except Exception as e
   log c3 e
   try
    yieldfrom @g
   finally
    yield None
    logexc
    try
     yieldfrom new B2 -> x
    except RuntimeError as e
     log c5 e
     yield x -> y
     throw g StopIteration 5 -> x
    finally
     log f9
     logexc
     log t8 x e
    end
   end
   raise E2 from e
  end
  raise StopIteration
 end
 body B2
  try
   yieldfrom @g
  finally
   yield None -> y
  end
 end
 body B3
  yield !StopAsyncIteration(14)
 end
 main
  new g B1
  new h B3
  new k B0
  ? next g
  ? next h
  ? next k
  ? next h
  ? free h
  ? next k
  ? next k
  try
   raise StopIteration 15
  except * as m
   ? close k
   ? close g
   ? next g
  end
  ? next k
  ? next g
  ? next g
  ? new k B3
  ? next g
  ? next k -> y
 end
endprog
prog r2026_1026
 body B0
  yield 1 -> x
  yieldfrom new B1
  log t2 x e
  ? throw h E2
  try
   yieldfrom new I0
  except Exception as e
   ? send k None
  finally
   return
   yieldfrom new I0
   log t3
  end
 end
 body B1
  ? send g y -> y
  try
   yieldfrom @g -> y
  except *
   yield !AssertionError(!E1(1)) -> x
  end
 end
 iter I0
  method next
   log inext n
   logexc
   raise StopIteration
  end
  method send
   log isend arg
   return 6
  end
  method close
   ? throw h StopIteration 7
   return None
  end
 end
 main
  new h B1
  new g B1
  ? next h
  ? next k
  for x in @k
   log m x
  end
  ? next k
  ? free k
  ? next k -> y
  try
   raise AttributeError 9
  except * as m
   ? next h -> x
   ? next g -> y
  end
  ? next k
  ? new k B0
 end
endprog
prog r2026_1036
 body B0
  try
   yieldfrom @h -> x
  finally
   ? send h 1
   ? next k
  end
 end
 body B1
  try
   yield 2 -> y
  finally
   try
    yield 1 -> x
   except * as e
    return x
    logexc
    reraise
   end
  end
 end
 body B2
  yield 4
  raise E1
  yieldfrom @g
  ? new g B0
 end
 body B3
  for x in @h
   yield x -> x
   yieldfrom @g -> x
   log t5 x
   yield 6
  end
 end
 main
  new k B1
  new g B0
  new h B0
  ? next k
  ? next g
  ? next h
  ? next h
  ? close g
  ? free g
  ? throw g TypeError -> y
  ? next h
  ? next g
  ? next k
  ? new h B3
  ? throw k GeneratorExit 7
  ? throw g StopIteration 8
  ? send g x
 end
endprog
prog r2026_1038
 body B2
  try
   yieldfrom new I0 -> y
  except StopIteration as e
   log c5 e
   reraise
   ? throw h ZeroDivisionError !StopIteration
  end
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   try
    yieldfrom new B2 -> x
   except StopIteration
    log t6 x
   end
   logexc
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
   if n > 1
    raise StopIteration
   end
   next g
   return !E2(2)
  end
  method close
   return None
  end
 end
 main
  new c C
  new g B1
  ? next g
  new k B1
  new h I0
  new g B1
  ? next k
  ? next k
  ? send k -1
  state g
  ? send k !StopAsyncIteration -> y
  ? send g x
  ? next k
  ? throw k RuntimeError 7 -> x
  for x in @k
   log m x
  end
  ? next h -> y
  state h
  ? next g
  state h
  ? next g
 end
endprog
prog r2026_1040
 body B0
  return x
  for x in new B2
   yield x -> y
   state g
  end
  try
   yield !AssertionError(x) -> y
  except E1 as e
   ? next g
  end
 end
 body B1
  state k
  log t2 x
  yield !KeyboardInterrupt(x) -> x
  try
   yield !StopIteration
  finally
   try
    try
     yield 1 -> x
    except * as e
     yield None -> y
    end
   finally
    log f4
   end
   throw h NameError 5 -> y
  end
 end
 body B2
  raise GeneratorExit 6 from e
 end
 iter I0
  method next
   inc n
   if n > 3
    raise StopIteration
   end
   raise E2 9
  end
  method close
   log iclose n
   for y in @h
    log iy y
   end
   raise StopIteration 10
  end
 end
 main
  new h B1
  new g B0
  new k B0
  ? next h
  ? next h
  ? next g
  ? next h
  ? next g
  ? send h None
  ? next k
  ? next k
  ? next g
  ? close k
  ? close g
 end
endprog
prog r2026_1042
 body B0
  return !StopIteration(1)
  try
   yieldfrom new B2
  except ValueError as e
   throw h StopIteration 5 -> x
  end
  ? next h
  raise StopIteration
 end
 body B1
  try
   yieldfrom new B2
  except * as e
   log c8 e
   try
    yieldfrom new B2 -> y
   except E1 as e
    log c9 e
    throw h StopIteration 5 -> x
   end
  end
  yield 13 -> y
 end
 body B2
  state h
 end
 main
  new h B0
  new k B0
  new g B1
  ? next k
  ? next k
  ? send k 14
  ? free k
  ? next g
  state h
  ? send g None
  ? throw h AttributeError 15
 end
endprog
prog r2026_1044
 body B0
  try
   yield 1
  finally
   yield 2
  end
 end
 body B1
  yield 0 -> y
  try
   yield 7 -> x
   try
    yield 8
   finally
    yield 10 -> x
   end
   set x 11
  except GeneratorExit as e
   log c3 e
   yieldfrom @g -> y
   log t4 x
  else
   raise StopIteration 0
  end
  try
   yieldfrom @h
  finally
   yield "s" -> x
  end
 end
 main
  new g B0
  new k B1
  new h B1
  ? next g
  ? next k
  ? next h
  ? next h
  ? throw k AssertionError 14
  ? send h 15
  ? throw h ValueError 16
  ? next h
  ? throw k TypeError None
  ? throw k E2 -1
 end
endprog
prog r2026_1045
 body B0
  try
   try
    yieldfrom @h -> x
   except * as e
    yieldfrom @k
   end
  finally
   log f1
  end
  log t2 x e
 end
 body B1
  try
   yieldfrom @h -> x
  except * as e
   yield "s"
  end
 end
 body B2
  try
   yield 1 -> x
  except * as e
   yield x -> x
  end
 end
 main
  new k B2
  new h B1
  new g B0
  ? next k
  ? next g
  ? next g
  ? throw h StopIteration -> x
  ? send h 3
  ? next g
  try
   raise KeyError 4
  except * as m
   ? send g 5 -> x
  end
 end
endprog
prog r2026_1048
 body B0
  yieldfrom @k -> x
  ? throw k StopIteration y
 end
 body B1
  yieldfrom new B2 -> x
  try
   yieldfrom new I1
  finally
   yield x
  end
  yieldfrom new B2
  raise e
 end
 body B2
  try
   yieldfrom new I1
  finally
   yield "s" -> y
  end
 end
 iter I0
  method next
   raise StopIteration 4
  end
  method send
   log isend arg
   return None
  end
 end
 iter I1
  method next
   log inext n
   raise StopIteration 0
  end
  method throw
   ? next g
   return 6
  end
 end
 main
  new g B1
  new h B0
  new k B2
  ? next g
  ? next h
  ? next k
  ? next h
  ? next k
  ? next k
  ? close g
  try
   raise GeneratorExit
  except * as m
   ? throw h GeneratorExit !StopIteration(7) -> x
   state h
   ? next h
  end
  ? throw g TypeError 8
 end
endprog
prog r2026_1050
 body B0
  logexc
  try
   yieldfrom new B1 -> y
  finally
   log f3
   return !StopIteration(1)
  end
  try
   yieldfrom @g
  except * as e
   yieldfrom @k
   log t4 y
   raise E3 5
  end
 end
 body B1
  try
   yield y -> x
  except TypeError as e
   yield y -> y
  end
 end
 main
  new g B0
  new k B1
  new h B0
  ? next h
  ? throw k ZeroDivisionError x
  try
   raise KeyboardInterrupt 6
  except * as m
   ? next h
   ? next h
  end
  ? throw g RuntimeError !AttributeError(7)
  ? throw g NameError None
  try
   raise E1 !StopIteration
  except * as m
   state h
  end
  try
   raise StopIteration None
  except * as m
   state k
   ? throw k KeyboardInterrupt x
   ? new k B0
  end
 end
endprog
prog r2026_1054
 body B0
  try
   yieldfrom @h -> y
  finally
   try
    yieldfrom new B1
   except KeyError as e
    try
     yieldfrom @g
    except *
     yieldfrom new B2
     log t1 y
     try
      yieldfrom new I0 -> y
     except E1
      yield None -> y
     end
    end
    raise e
   finally
    log f4
    yield 3 -> x
   end
  end
 end
 body B1
  yieldfrom new B2 -> y
  log t5 x
 end
 body B2
  yieldfrom @g -> y
  log t6 x e
  inc x
 end
 iter I0
  method next
   log inext n
   return n
  end
  method close
   log iclose n
   ? next g
   return n
  end
 end
 main
  new g B1
  new k B0
  new h B1
  ? next g
  ? next k
  ? next h
  ? close k
  ? next g -> x
  ? next k
  ? throw g GeneratorExit 9
  ? send k 10
  ? throw g KeyboardInterrupt 11 -> x
  ? send k 0
  ? send g x
  ? throw k RuntimeError -> y
  state k
 end
endprog
prog r2026_1055
 body B0
  logexc
  try
   yieldfrom new B1
  except *
   yieldfrom @h
  end
  yieldfrom new I0 -> x
  log t1 x
  yieldfrom @h -> y
 end
 body B1
  try
   yieldfrom @k -> y
  finally
   yieldfrom @h
   log t2 x
   yieldfrom @k
  end
 end
 iter I0
  method next
   inc n
   if n > 1
    raise E1 4
   end
   ? next h
   next h
   return None
  end
  method throw
   raise exc
  end
  method close
   return !E2(2)
  end
 end
 iter I1
  method next
   inc n
   if n > 2
    raise E1 8
   end
   return !E2(2)
  end
  method send
   for y in @g
    log iy y
   end
   raise StopIteration
  end
  method close
   return 11
  end
 end
 main
  new k B1
  new g B0
  new h B1
  ? next k
  ? next h
  ? send g 12 -> y
  ? next h
  ? next k
  ? throw g BaseX x
  ? next k
  ? throw k AttributeError 13 -> x
 end
endprog
prog r2026_1062
 body B0
  yieldfrom new B1
  logexc
  try
   yield !StopIteration(x)
  finally
   yield !NameError
  end
 end
 body B1
  yieldfrom @h
  yield 2 -> x
  ? close k -> x
 end
 main
  new g B1
  new k B0
  new h B1
  ? next g
  ? next k
  ? next h
  ? free h
  ? next k
  ? next h
  ? throw g ValueError !KeyboardInterrupt(3)
  ? close h
  try
   raise E3 !RuntimeError(x)
  except * as m
   ? throw k TypeError 5
  end
  state h
  ? next g
  ? send g !ZeroDivisionError(!E1(1))
  state g
 end
endprog
prog r2026_1065
 body B0
  try
   yield 1 -> x
  finally
   log f3
   log t2
  end
  yieldfrom new B2 -> y
  log t4 x e
 end
 body B1
  log t5 x e
  try
   yieldfrom new B2
  finally
   yield 8 -> y
  end
 end
 body B2
  try
   raise StopIteration !ZeroDivisionError(x)
  finally
   yield 10 -> x
   ? next h
  end
  yield 11 -> x
 end
 main
  new g B0
  new h B0
  ? next g
  ? next h
  try
   raise KeyError 12
  except * as m
   ? next g
   ? free k
  end
  ? next h
  ? next g
  ? close k
  ? close g
  ? send h 13
  ? next k
  ? send k None
 end
endprog
prog r2026_1068
 body B0
  return y
 end
 body B1
  try
   yield x
  finally
   yield 2 -> x
  end
 end
 iter I0
  method next
   inc n
   if n > 1
    raise E1 4
   end
   return None
  end
  method send
   raise GeneratorExit 6
  end
 end
 main
  new h B0
  new k B0
  new g B1
  ? next h
  ? next k
  ? next g
  ? next h
  state g
  for x in @h
   log m x
  end
  ? send h 7
  ? next k
  ? next h
  state g
  ? close k
  ? send g 8
  try
   raise ZeroDivisionError y
  except * as m
   ? next h
   state g
   ? next k
  end
  state g
  ? throw k NameError x -> x
  ? next h
  ? next h
  ? next h
 end
endprog
prog r2026_1073
 body B0
  logexc
  try
   yieldfrom new B1
  finally
   yield 2
   try
    yieldfrom @g -> x
   except RuntimeError as e
    return x
   end
  end
  try
   raise GeneratorExit x
  except * as e
   try
    raise StopIteration 4
   except * as e
    raise GeneratorExit x from e
    logexc
    raise E3 3
   end
   logexc
   raise E1 2 from e
  end
  yield 6 -> y
 end
 body B1
  try
   yieldfrom @h
  finally
   loop 3
    try
     yield 7 -> y
    except RuntimeError
     log t8
     logexc
     raise E2 from e
    end
   end
  end
 end
 main
  new h B1
  new g B0
  new k B1
  ? next g
  ? send h 11
  ? next h
  ? throw h NameError 12
  ? next k
  ? send k 13 -> x
  ? throw k ValueError 14
  ? free k
  ? next h
  ? next k
  ? next h -> y
  state g
  ? send g None
  ? next g
  ? next h
  ? send h "s"
  ? send g 15
 end
endprog
prog r2026_1074
 body B0
  yield y -> x
  raise E1 1 from e
  log t2 y
 end
 body B1
  ? free g
 end
 body B2
  try
   yieldfrom @g -> y
  except * as e
   log c3 e
   try
    yieldfrom @g -> x
   except ValueError as e
    log c4 e
    log t5 x e
    state g
   end
   yield 6 -> x
   return None
  end
  try
   yieldfrom @k
  finally
   yield !StopIteration(9) -> x
  end
 end
 iter I0
  method next
   ? throw g GeneratorExit !AttributeError(!E1(1))
   return n
  end
  method send
   log isend arg
   ? close g -> y
   for y in @g
    log iy y
   end
   return 12
  end
  method close
   return None
  end
 end
 main
  new h B0
  new k B1
  ? send g y
  ? next h
  ? throw h E1
  ? send h 14 -> y
  try
   raise E1 None
  except * as m
   state h
   ? next g
   ? close h
  end
  ? close h
  ? send g 15 -> x
  ? next g
  ? next h
  ? next g
  ? next g
  ? next g
 end
endprog
prog r2026_1082
 body B0
  yield None -> y
 end
 body B1
  log t1 x
  try
   yield x -> x
  except E1 as e
   log c2 e
   try
    yield "s"
   finally
    yield None -> y
   end
  end
  raise StopIteration
  next h -> x
 end
 body B2
  yieldfrom new I0 -> x
 end
 body B3
  yield !StopIteration -> x
 end
 iter I0
  method next
   inc n
   if n > 3
    raise E1 13
   end
   for y in @k
    log iy y
   end
   raise StopIteration 14
  end
  method close
   return n
  end
 end
 main
  new k B0
  new g B1
  new h I0
  ? next g
  ? free h
  ? next h
  ? throw g AssertionError
  ? next h
  for x in @k
   log m x
  end
  ? free k
  ? throw k GeneratorExit None
  ? next h
  ? throw h TypeError 16
  try
   raise StopIteration 17
  except * as m
   ? next g
  end
  ? throw h StopIteration 18
  ? close h
  ? throw k AttributeError x
  ? send k 19
  ? next g
  ? next g
 end
endprog
prog r2026_1083
 body B2
  yield 3
  try
   yield 1 -> x
  except GeneratorExit as e
   yieldfrom @k
  end
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   yieldfrom new B2 -> y
   try
    try
     yieldfrom new I0 -> x
    except GeneratorExit as e
     yield 4 -> y
    end
   finally
    log f5
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
   return !E2(2)
  end
  method throw
   return None
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B2
  new g B2
  new k I0
  ? next g
  ? next k
  ? throw k KeyboardInterrupt
  ? next k
  ? send h x
  ? next k
  ? next k
  try
   raise GeneratorExit
  except * as m
   ? next g -> x
   ? throw k AttributeError y
   ? close k
  end
  ? throw h GeneratorExit
  ? next g
 end
endprog
prog r2026_1096
 body B0
  raise E2
  inc x
  yieldfrom @k -> x
  yieldfrom @g -> x
 end
 body B1
  yieldfrom new B2 -> x
  log t1 x
 end
 body B2
  yieldfrom @h -> y
  try
   yield y -> y
  finally
   log f3
   ? throw h GeneratorExit !ValueError(!E1(1))
   reraise
  end
 end
 main
  new g B0
  new k B1
  ? next g
  ? next k
  ? throw k StopIteration "s" -> y
  ? next h
  state h
  ? new g B2
  ? free k
  ? next g
  ? new h B1
 end
endprog
prog r2026_1097
 body B0
  ? free k
  try
   yield 1 -> x
  except GeneratorExit as e
   yield x -> y
  end
 end
 body B1
  raise GeneratorExit 1
  try
   yield None
  except StopIteration
   try
    yield 1 -> x
   except * as e
    yield 0
    logexc
   end
   raise e
  finally
   logexc
  end
  logexc
 end
 body B2
  yieldfrom @g -> x
  log t3 y
  log t4 x e
  try
   yield 1 -> x
  except * as e
   ? send g e
   logexc
  end
 end
 iter I0
  method next
   return n
  end
 end
 main
  new h B0
  new g B2
  ? next h
  ? next g
  ? close g
  ? next h
  ? next k
  try
   raise GeneratorExit x
  except * as m
   ? send k 6 -> x
   ? send h None
   ? next k
  end
  ? next h
  ? next h
 end
endprog
prog r2026_1099
 body B2
  yield 6 -> x
  yieldfrom @k -> x
  log t7 x
 end
 body B1
  next c -> n
  if n < 1000
   yieldfrom new B1 -> x
   return x
  else
   ? send k x -> x
   yield !AssertionError(8) -> x
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
   if n > 1
    raise StopIteration
   end
   raise StopIteration
  end
  method throw
   ? throw g KeyboardInterrupt
   return None
  end
  method close
   raise StopIteration
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B1
  new g B2
  ? next k
  ? next h
  ? next k
  ? throw k ValueError -> y
  ? send h x
  ? next h
  ? throw k E2 9
  ? next k
  ? next h
 end
endprog
prog r2026_1100
 body B0
  try
   yield 1
  finally
   yield 2 -> x
  end
  ? next k -> y
 end
 body B1
  ? new k B3
  state k
 end
 body B2
  yieldfrom @g -> x
 end
 body B3
  ? throw g KeyError !BaseX(3) -> x
  try
   yield x -> x
  except GeneratorExit as e
   log c4 e
   yieldfrom @h -> x
   log t5 x
  finally
   log f7
   ? next h
   yield !KeyboardInterrupt(!E1(1)) -> y
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise StopIteration 8
   end
   ? send k None -> x
   return 10
  end
 end
 main
  new k B2
  new g B2
  new h B0
  ? next k
  ? next g
  ? next h
  ? next h
  state g
  ? send k 11
  ? send h y
  ? send g 12 -> x
  state h
  ? next g
  ? throw k KeyboardInterrupt 13 -> y
  ? throw g ValueError x
 end
endprog
prog r2026_1104
 body B0
  try
   yieldfrom new B1
  finally
   return
  end
  try
   raise AssertionError 2
  except * as e
   ? throw g StopIteration
   yieldfrom new B1
   log t1 y
   logexc
  end
  try
   yieldfrom new I0 -> x
  except GeneratorExit as e
   yield 3 -> x
  end
  try
   yieldfrom new B1 -> x
  except GeneratorExit as e
   yield "s" -> y
  end
 end
 body B1
  try
   try
    yieldfrom @h -> x
   except * as e
    yieldfrom new I0
   end
  finally
   log f5
  end
  raise StopIteration 6
 end
 iter I0
  method next
   return !E2(2)
  end
 end
 main
  new k B1
  new h B1
  new g B0
  ? next k
  ? next g
  try
   raise StopIteration
  except * as m
   ? throw g NameError y
  end
  state k
  ? next g
  ? next h
  ? next k
  ? send k !KeyboardInterrupt(8)
  ? next h
 end
endprog
prog r2026_1105
 body B0
  ? next g
 end
 body B1
  yield !StopIteration -> x
  ? next g -> x
 end
 iter I0
  method next
   inc n
   log inext n
   ? next k
   for y in @g
    log iy y
   end
   return 3
  end
  method throw
   return !E2(2)
  end
 end
 main
  new g B1
  new h B1
  ? next h
  ? send g None
  ? close g
  ? next k
  ? send g x
  ? next g -> y
  for x in @g
   log m x
  end
  ? next k
  ? throw g AssertionError x
 end
endprog
prog r2026_1106
 body B0
  send h 1 -> y
 end
 body B1
  try
   yield 2
  except TypeError
   yieldfrom @h
   log t3 x
  end
  yield !StopIteration -> x
 end
 body B2
  try
   yield 7 -> y
  except StopIteration
   ? close k
   try
    yield 1 -> x
   except * as e
    yieldfrom @g
    logexc
   end
  end
  next k -> x
 end
 main
  new k B1
  new h B1
  new g B1
  ? next k
  ? next g
  ? next k
  ? send h 11
  ? throw g ZeroDivisionError -> y
  ? next k
  ? next k
  ? close g
  state g
  ? throw h GeneratorExit 12
  ? next k
 end
endprog
prog r2026_1116
 body B0
  yield 1
 end
 body B1
  yield 2 -> x
  try
   yieldfrom @k
  except ValueError as e
   log c3 e
   log t4 y
   yield 5
   raise E2 from e
  end
 end
 body B2
  ? throw h ZeroDivisionError 7 -> x
  try
   yieldfrom @k -> x
  except * as e
   yield None -> x
  end
  yieldfrom new I0
  log t8 y
 end
 iter I0
  method next
   return None
  end
  method send
   return n
  end
  method close
   log iclose n
   return n
  end
 end
 main
  new g B1
  new k B0
  new h B0
  ? next h
  ? throw k E1 y
  ? throw g GeneratorExit
  ? throw g E1 12 -> x
  ? next k
  ? next g
  ? throw h GeneratorExit
  ? throw g ValueError 13
  ? next g
  ? close h
  ? next h
  ? new g B0
 end
endprog
prog r2026_1123
 body B0
  yield x -> y
  yield !AttributeError(1)
 end
 body B1
  ? throw g KeyError None
 end
 body B2
  state k
  try
   yieldfrom @k -> y
  except GeneratorExit as e
   log c2 e
   yield 3 -> y
  end
  inc x
  try
   yieldfrom @g
  except E1 as e
   log c4 e
   free g
   try
    yieldfrom new I0 -> x
   finally
    log t5 x
   end
  end
 end
 iter I0
  method next
   inc n
   if n > 2
    raise E1 7
   end
   return n
  end
  method close
   raise StopIteration 9
  end
 end
 main
  new g B1
  new h B2
  new k I0
  ? next k
  ? next g
  ? throw h GeneratorExit 10
  ? next k
  ? throw h GeneratorExit 11
  ? close k
  ? send g 12
  ? close h
  ? next g
  ? next g -> y
  ? close k
 end
endprog
prog r2026_1127
 body B0
  for x in @k
   try
    yield -1 -> y
   except NameError as e
    raise E1 1
   finally
    try
     raise AttributeError
    finally
     yield !ZeroDivisionError(3) -> x
    end
    raise E1 5
   end
   break
  end
 end
 body B1
  try
   yield 6
  finally
   yield !KeyError(x)
  end
  try
   yield 9
  finally
   yield e
  end
  yieldfrom @g -> x
  log t10
 end
 iter I0
  method next
   inc n
   if n > 1
    raise E1 12
   end
   return !E2(2)
  end
 end
 main
  new k B0
  new h B1
  ? next k
  ? next h
  ? throw k GeneratorExit !BaseX(14)
  ? next k
  ? next g
  state g
  ? next g
  state g
  state h
  state g
  ? next h
  ? close g -> y
  ? throw k E1 -> y
  try
   raise TypeError
  except * as m
   ? throw g ValueError
   ? send h None
  end
  ? next k
  ? throw k TypeError 15
  state k
  ? next k
 end
endprog
prog r2026_1129
 body B0
  yieldfrom @k
  log t1
  state k
  yieldfrom @h
  log t2
  ? throw g BaseX -> y
 end
 body B1
  try
   yieldfrom new B2
  finally
   yield x
  end
 end
 body B2
  yieldfrom @k -> x
  log t3 x
 end
 main
  new g B1
  new h B0
  new k B1
  ? next k
  ? next h
  ? new k B2
  ? next k
  try
   raise BaseX 4
  except * as m
   ? send g 5
   ? throw h BaseX !KeyboardInterrupt(x)
  end
  ? next g
  ? next h
  ? next h
  ? next g
  ? send g y
  ? throw g ValueError -> y
  ? next g
  ? new k B2
  ? throw h ZeroDivisionError 7
  ? next g
 end
endprog
prog r2026_1130
 body B0
  if x == None
   yieldfrom new B1 -> y
   log t1 x
   set y !StopIteration(x)
  end
 end
 body B1
  try
   yieldfrom new B2
  except KeyError as e
   log c3 e
   try
    yieldfrom new B2
   except E1 as e
    ? new h B1
    reraise
   end
  finally
   yield 6 -> y
  end
 end
 body B2
  try
   yieldfrom @h -> x
  except E2 as e
   try
    yield None
   except GeneratorExit as e
    try
     yieldfrom @h
    finally
     log f7
     yieldfrom @h -> x
     raise E1 8
    end
   finally
    yield y -> x
   end
  end
  yieldfrom @g -> x
  log t9 x e
 end
 main
  new h B1
  new k B0
  new g B0
  ? next h
  ? next g
  ? next g
  ? next h
  ? next h
  ? next k
  state g
  ? next g
  ? next h
  ? next g
  ? send g !AssertionError(!E1(1)) -> y
  ? send k None
  ? next g
  ? close k -> x
  ? next g
  ? throw k ValueError -> x
  ? send g None
 end
endprog
prog r2026_1131
 body B0
  yieldfrom new I0 -> x
  ? throw h GeneratorExit y
  try
   yieldfrom @h -> x
  except E2
   ? close k -> y
   ? send k 1
  end
  yield x
 end
 body B1
  try
   yieldfrom @k
  except StopIteration as e
   log c2 e
   yieldfrom @g -> y
  end
  log t3 x e
  yield None -> y
 end
 iter I0
  method next
   inc n
   if n > 1
    raise E1 5
   end
   log inext n
   ? free h
   for y in @k
    log iy y
   end
   return None
  end
 end
 main
  new g B1
  new h B0
  new k B0
  ? next g
  ? next k
  ? next h
  state g
  ? next h
  ? next h
  ? throw h E2 7
  ? next g
  state h
  ? next h
  try
   raise NameError
  except * as m
   ? send g None
  end
 end
endprog
prog r2026_1145
 body B0
  try
   yield 1 -> y
  finally
   raise StopIteration
   try
    yieldfrom new B1 -> y
   except E2 as e
    log c5 e
    return !StopIteration(7)
    logexc
    raise E3 9
   end
  end
  yield x -> x
  return !StopIteration(11)
  yield !StopIteration -> x
 end
 body B1
  try
   yieldfrom @k -> y
  finally
   raise StopIteration
   return 18
  end
  try
   try
    yieldfrom @h -> x
   except * as e
    yieldfrom @h
   end
  finally
   log f20
  end
 end
 main
  new g B0
  new k B0
  ? next k -> y
  state g
  ? next k
  ? throw h E3 None
  ? new g B1
 end
endprog
prog r2026_1146
 body B0
  try
   yieldfrom @k -> x
  except GeneratorExit as e
   inc x
   try
    yieldfrom new B1 -> x
   finally
    yield 1 -> y
   end
  finally
   yieldfrom @g -> x
   logexc
  end
  raise RuntimeError 2
  ? close k
 end
 body B1
  yieldfrom @g -> x
  log t3 y
  yield 4
  yieldfrom @k
  log t5 x
  try
   yieldfrom @g -> x
  finally
   yield 6 -> y
   yieldfrom @g -> y
  end
 end
 main
  new h B1
  new g B1
  ? next g
  ? next k
  ? next g
  ? next g
  ? next h
  ? close k -> x
  for x in @g
   log m x
  end
  ? next k
  ? throw g RuntimeError
  ? throw k NameError
  for x in @k
   log m x
  end
  ? next k -> y
  ? next h
  ? send k y
  ? next k
 end
endprog
prog r2026_1147
 body B0
  yieldfrom new B1
  log t1 x
 end
 body B1
  yieldfrom @g -> y
  logexc
 end
 main
  new g B0
  new h B1
  new k B1
  ? next h
  ? next k
  ? close g
  state g
  ? throw k E2 2 -> y
  ? next g -> x
  ? next h
  ? throw h ValueError x
  try
   raise ZeroDivisionError 3
  except * as m
   ? throw h AssertionError y -> y
  end
  ? next h
  for x in @h
   log m x
  end
 end
endprog
prog r2026_1161
 body B0
  yield 1 -> y
  yield !E3(x) -> y
  try
   raise StopAsyncIteration
  finally
   yield 0
  end
  try
   try
    yield 1 -> x
   except GeneratorExit as e
    yield 4 -> y
   end
  finally
   log f5
  end
 end
 body B1
  try
   yield 1 -> x
  except * as e
   try
    yield y
   finally
    yield y -> y
   end
   yieldfrom @h -> x
   logexc
  end
 end
 main
  new g B1
  new k B1
  new h B0
  ? next g
  ? next k
  ? next h
  ? throw k AttributeError 7
  ? throw k StopAsyncIteration y
  ? send g x
  ? next k -> y
  ? close h
 end
endprog
prog r2026_1165
 body B0
  yield y -> y
  return None
 end
 body B1
  try
   raise KeyboardInterrupt 2
  except * as e
   set x !StopIteration(x)
   logexc
  end
  yield !E1 -> x
  try
   yieldfrom new B2
  finally
   yield !BaseX(!E1(1))
  end
  raise GeneratorExit 0 from e
 end
 body B2
  yieldfrom @g -> x
  yieldfrom @h -> y
  log t4 y
  ? new h B1
  yield 0 -> y
 end
 main
  new g B0
  new k B0
  new h B2
  ? next k
  ? next h
  ? next h
  ? throw h AttributeError 5
  ? next h
  ? close g -> y
  ? next g -> y
  ? next h
 end
endprog
prog r2026_1166
 body B0
  try
   yieldfrom new B2
  except KeyError as e
   log c1 e
   try
    yield None
   finally
    yield 2 -> x
   end
  end
 end
 body B1
  try
   raise ValueError 3
  finally
   yield y -> y
  end
  yield 4
  log t5 x
  throw h StopIteration 5 -> x
 end
 body B2
  inc x
  state g
  try
   yieldfrom @h
  finally
   yield 9
  end
  raise AssertionError
 end
 main
  new k B0
  new h B1
  new g B2
  ? next h
  ? next g
  ? next h -> x
  ? close g
  ? free k
  ? next h
  ? next h
  ? next g
  ? next h
  ? free k
  ? next k
  ? next k
  ? next h
 end
endprog
prog r2026_1167
 body B0
  return x
  for x in @h
   throw k StopIteration 5 -> x
   ? throw k StopIteration 5
  end
 end
 body B1
  try
   raise GeneratorExit y
  finally
   yield 6 -> y
   yield 7 -> x
   return
  end
  yield !StopIteration -> x
  throw h StopIteration 5 -> x
  ? throw h StopIteration 14
 end
 body B2
  try
   yield 15 -> y
  except E2 as e
   yieldfrom new I0 -> y
  finally
   log f18
   for x in @h
    yield x
    raise StopIteration y
    break
   end
  end
  yield !NameError(19) -> y
 end
 iter I0
  method next
   log inext n
   return n
  end
  method close
   return 21
  end
 end
 main
  new h I0
  new k B0
  new g B0
  ? next h
  ? send k e
  ? new k I0
  ? next g
  ? close h
  ? next h
  ? next k
  ? next k
  ? throw k GeneratorExit y -> y
  ? next k
  ? close k
  ? next k
  ? throw k ValueError y
  ? next g -> y
 end
endprog
prog r2026_1169
 body B0
  yield x -> y
  yieldfrom @g
 end
 body B1
  yieldfrom @g -> x
  yieldfrom @h
 end
 main
  new h B1
  new k B0
  ? next h
  ? next k
  ? free k
  ? next k -> y
  ? next h
  ? next g
  ? next h
  ? close k -> x
  ? next k
  ? send g 1 -> y
  ? next h
  ? send h 2 -> x
 end
endprog
prog r2026_1178
 body B2
  yield 3 -> x
 end
 body B1
  next c -> n
  if n < 5
   yieldfrom new B1 -> x
   return x
  else
   yieldfrom new B2 -> y
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
   ? throw k GeneratorExit
   return None
  end
  method close
   log iclose n
   raise StopIteration 2
  end
 end
 main
  new c C
  new g B1
  ? next g
  new h B1
  new k B2
  new g B1
  ? next k
  ? next g
  ? free h
  ? next g
  ? next k
  ? throw h GeneratorExit 4
  ? next k -> x
  ? next k
  ? next k
  state k
  ? send k None
  ? next k
  state k
  ? next k
 end
endprog
