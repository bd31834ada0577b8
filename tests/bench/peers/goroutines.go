// Go's goroutines and channels, on one processor. See remote.h for what is asked and answered.
package main

import (
	"bufio"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

type run func(count int64) (sum int64, ns int64)

// Processor time of the process: its scheduler and its collector are threads of their own.
func cpuTime() int64 {
	var usage syscall.Rusage

	syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func timed(work func(position *int64, count int64) int64) func(scale int64) run {
	return func(scale int64) run {
		position := new(int64)
		return func(count int64) (int64, int64) {
			begun := time.Now()
			sum := work(position, count)
			return sum, int64(time.Since(begun))
		}
	}
}

func yield(position *int64, count int64) int64 {
	var sum int64
	var done sync.WaitGroup

	switcher := func(count int64) {
		for ; count > 0; count-- {
			runtime.Gosched()
			*position++
			sum += *position
		}
		done.Done()
	}
	done.Add(2)
	go switcher(count - count/2)
	go switcher(count / 2)
	done.Wait()
	return sum
}

func spawnJoin(position *int64, count int64) int64 {
	var sum int64
	result := make(chan int64)

	for ; count > 0; count-- {
		*position++
		go func(value int64) { result <- value }(*position)
		sum += <-result
	}
	return sum
}

func queue(position *int64, count int64) int64 {
	var sum int64
	there, back := make(chan int64, 1), make(chan int64, 1)

	go func() {
		for value := range there {
			back <- value
		}
	}()
	for ; count > 0; count-- {
		*position++
		there <- *position
		sum += <-back
	}
	close(there)
	return sum
}

func sleepers(scale int64) run {
	var sum int64
	var started, done sync.WaitGroup
	var used int64
	least := scale / 200

	begin := func() {
		used = -cpuTime()
		sum = 0
		started.Add(int(scale))
		done.Add(int(scale))
		for i := int64(1); i <= scale; i++ {
			go func(i int64) {
				started.Done()
				time.Sleep(time.Duration(least+i*7919%(least/4+1)) * time.Millisecond)
				atomic.AddInt64(&sum, i)
				done.Done()
			}(i)
		}
		started.Wait()
	}
	begin()
	begun := true
	return func(count int64) (int64, int64) {
		var total int64

		for ; count > 0; count-- {
			if !begun {
				begin()
			}
			begun = false
			done.Wait()
			used += cpuTime()
			total += sum
		}
		return total, used
	}
}

// What this process has resident, page tables included, in bytes.
func memory() int64 {
	var sum, kib int64

	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if strings.HasPrefix(line, "VmRSS:") || strings.HasPrefix(line, "VmPTE:") {
			fmt.Sscan(strings.Fields(line)[1], &kib)
			sum += kib * 1024
		}
	}
	return sum
}

func main() {
	cases := map[string]func(scale int64) run{
		"async_switch":     timed(yield),
		"async_spawn_join": timed(spawnJoin),
		"async_queue":      timed(queue),
		"async_sleepers":   sleepers,
	}
	var opened []run

	runtime.GOMAXPROCS(1)
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		var name string
		var id, count int64

		words := strings.Fields(in.Text())
		switch {
		case words[0] == "version":
			fmt.Println("ok", "Go", strings.TrimPrefix(runtime.Version(), "go"))
		case words[0] == "open":
			fmt.Sscan(words[1]+" "+words[2], &name, &count)
			if cases[name] == nil {
				fmt.Println("absent")
				continue
			}
			opened = append(opened, cases[name](count))
			fmt.Println("ok", len(opened)-1)
		case words[0] == "run":
			fmt.Sscan(words[1]+" "+words[2], &id, &count)
			sum, ns := opened[id](count)
			fmt.Println("ok", ns, sum)
		case words[0] == "memory":
			fmt.Println("ok", memory())
		default:
			fmt.Println("ok")
		}
	}
}
