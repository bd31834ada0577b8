/* Objects that are NULL: the program stops, and says in which call and for what. */
#include "../death.h"
#include "peer.h"

/* A function that makes the call, whose result does not matter. */
#define CALL(name, ...)                                                                                                \
    static void call_##name(void *unused)                                                                              \
    {                                                                                                                  \
        (void)unused;                                                                                                  \
        __VA_ARGS__;                                                                                                   \
    }

CALL(as_completed_next, (void)!gen_as_completed_next(NULL, NULL, NULL))
CALL(condition_init, gen_condition_init(NULL, NULL))
CALL(condition_acquire, (void)!gen_condition_acquire(NULL, NULL))
CALL(condition_release, (void)!gen_condition_release(NULL, NULL))
CALL(condition_wait, (void)!gen_condition_wait(NULL, NULL))
CALL(condition_wait_for, (void)!gen_condition_wait_for(NULL, NULL, NULL, NULL))
CALL(condition_notify, (void)!gen_condition_notify(NULL, NULL, 0))
CALL(condition_notify_all, (void)!gen_condition_notify_all(NULL, NULL))
CALL(barrier_init, gen_barrier_init(NULL, 0))
CALL(barrier_wait, (void)!gen_barrier_wait(NULL, NULL, NULL))
CALL(barrier_reset, (void)!gen_barrier_reset(NULL, NULL))
CALL(barrier_abort, (void)!gen_barrier_abort(NULL, NULL))
CALL(barrier_waiting, (void)!gen_barrier_waiting(NULL))
CALL(barrier_broken, (void)!gen_barrier_broken(NULL))
CALL(datagram_sendto, (void)!gen_datagram_sendto(NULL, NULL, NULL, 0, NULL))
CALL(datagram_recvfrom, (void)!gen_datagram_recvfrom(NULL, NULL, NULL, 0, NULL, NULL))
CALL(datagram_sockname, (void)!gen_datagram_sockname(NULL, NULL))
CALL(datagram_close, gen_datagram_close(NULL))
CALL(run_in_executor, (void)!gen_run_in_executor(NULL, NULL, NULL, 0, NULL))
CALL(call_soon, (void)!gen_call_soon(NULL, NULL, NULL))
CALL(call_at, (void)!gen_call_at(NULL, 0, NULL, NULL))
CALL(call_later, (void)!gen_call_later(NULL, 0, NULL, NULL))
CALL(call_soon_threadsafe, (void)!gen_call_soon_threadsafe(NULL, NULL, NULL))
CALL(handle_cancel, gen_handle_cancel(NULL))
CALL(handle_cancelled, (void)!gen_handle_cancelled(NULL))
CALL(handle_when, (void)gen_handle_when(NULL))
CALL(local_get, (void)gen_local_get(NULL))
CALL(local_set, (void)!gen_local_set(NULL, GEN_NONE))
CALL(lock_acquire, (void)!gen_lock_acquire(NULL, NULL))
CALL(lock_release, (void)!gen_lock_release(NULL, NULL))
CALL(lock_locked, (void)!gen_lock_locked(NULL))
CALL(event_wait, (void)!gen_event_wait(NULL, NULL))
CALL(event_set, gen_event_set(NULL))
CALL(event_clear, gen_event_clear(NULL))
CALL(event_is_set, (void)!gen_event_is_set(NULL))
CALL(loop_is_running, (void)!gen_loop_is_running(NULL))
CALL(loop_hold, gen_loop_hold(NULL))
CALL(loop_release, gen_loop_release(NULL))
CALL(loop_uv, (void)!gen_loop_uv(NULL))
CALL(print_tasks, gen_print_tasks(NULL, NULL))
CALL(process_stdin, (void)!gen_process_stdin(NULL))
CALL(process_stdout, (void)!gen_process_stdout(NULL))
CALL(process_stderr, (void)!gen_process_stderr(NULL))
CALL(process_pid, (void)!gen_process_pid(NULL))
CALL(process_returncode, (void)!gen_process_returncode(NULL, NULL))
CALL(process_wait, (void)!gen_process_wait(NULL, NULL, NULL))
CALL(process_send_signal, (void)!gen_process_send_signal(NULL, 0))
CALL(process_terminate, (void)!gen_process_terminate(NULL))
CALL(process_kill, (void)!gen_process_kill(NULL))
CALL(process_communicate, (void)!gen_process_communicate(NULL, NULL, NULL, 0, NULL))
CALL(queue_init, gen_queue_init(NULL, 0))
CALL(lifo_queue_init, gen_lifo_queue_init(NULL, 0))
CALL(priority_queue_init, gen_priority_queue_init(NULL, 0, NULL))
CALL(queue_destroy, gen_queue_destroy(NULL))
CALL(queue_size, (void)!gen_queue_size(NULL))
CALL(queue_full, (void)!gen_queue_full(NULL))
CALL(queue_put, (void)!gen_queue_put(NULL, NULL, GEN_NONE))
CALL(queue_put_nowait, (void)!gen_queue_put_nowait(NULL, NULL, GEN_NONE))
CALL(queue_get, (void)!gen_queue_get(NULL, NULL, NULL))
CALL(queue_get_nowait, (void)!gen_queue_get_nowait(NULL, NULL, NULL))
CALL(queue_task_done, (void)!gen_queue_task_done(NULL, NULL))
CALL(queue_join, (void)!gen_queue_join(NULL, NULL))
CALL(queue_shutdown, gen_queue_shutdown(NULL, 0))
CALL(stream_read, (void)!gen_stream_read(NULL, NULL, NULL, 0, NULL))
CALL(stream_read_some, (void)!gen_stream_read_some(NULL, NULL, NULL, NULL))
CALL(stream_readexactly, (void)!gen_stream_readexactly(NULL, NULL, NULL, 0, NULL))
CALL(stream_readall, (void)!gen_stream_readall(NULL, NULL, NULL, NULL))
CALL(stream_readuntil, (void)!gen_stream_readuntil(NULL, NULL, NULL, 0, NULL, NULL))
CALL(stream_readline, (void)!gen_stream_readline(NULL, NULL, NULL, NULL))
CALL(loop_set_exception_handler, gen_loop_set_exception_handler(NULL, NULL, NULL))
CALL(loop_call_exception_handler, gen_loop_call_exception_handler(NULL, NULL))
CALL(loop_run_forever, (void)!gen_loop_run_forever(NULL))
CALL(loop_run, (void)!gen_loop_run(NULL, NULL, NULL, NULL))
CALL(scope_cancel, gen_scope_cancel(NULL))
CALL(scope_shield, gen_scope_shield(NULL, 0))
CALL(scope_reschedule, (void)!gen_scope_reschedule(NULL, 0))
CALL(scope_enter, (void)!gen_scope_enter(NULL, NULL, 0))
CALL(scope_exit, (void)!gen_scope_exit(NULL, NULL))
CALL(semaphore_init, gen_semaphore_init(NULL, 0))
CALL(bounded_semaphore_init, gen_bounded_semaphore_init(NULL, 0))
CALL(semaphore_locked, (void)!gen_semaphore_locked(NULL))
CALL(semaphore_acquire, (void)!gen_semaphore_acquire(NULL, NULL))
CALL(semaphore_release, (void)!gen_semaphore_release(NULL, NULL))
CALL(server_close, gen_server_close(NULL))
CALL(server_wait_closed, (void)!gen_server_wait_closed(NULL, NULL))
CALL(server_serve_forever, (void)!gen_server_serve_forever(NULL, NULL))
CALL(server_sockname, (void)!gen_server_sockname(NULL, NULL))
CALL(server_port, (void)!gen_server_port(NULL))
CALL(server_is_serving, (void)!gen_server_is_serving(NULL))
CALL(server_connections, (void)!gen_server_connections(NULL))
CALL(server_close_clients, gen_server_close_clients(NULL))
CALL(server_abort_clients, gen_server_abort_clients(NULL))
CALL(add_signal_handler, (void)!gen_add_signal_handler(NULL, 0, NULL, NULL))
CALL(print_tasks_on_signal, (void)!gen_print_tasks_on_signal(NULL, 0))
CALL(remove_signal_handler, (void)!gen_remove_signal_handler(NULL, 0))
CALL(stream_from_fd, (void)!gen_stream_from_fd(NULL, 0, NULL))
CALL(stream_abort, gen_stream_abort(NULL))
CALL(stream_close, gen_stream_close(NULL))
CALL(stream_wait_closed, (void)!gen_stream_wait_closed(NULL, NULL))
CALL(stream_ref, (void)!gen_stream_ref(NULL))
CALL(stream_is_closing, (void)!gen_stream_is_closing(NULL))
CALL(stream_fd, (void)!gen_stream_fd(NULL))
CALL(stream_sockname, (void)!gen_stream_sockname(NULL, NULL))
CALL(stream_peername, (void)!gen_stream_peername(NULL, NULL))
CALL(stream_set_limit, gen_stream_set_limit(NULL, 0))
CALL(stream_set_write_buffer_limits, gen_stream_set_write_buffer_limits(NULL, 0, 0))
CALL(stream_write_buffer_size, (void)!gen_stream_write_buffer_size(NULL))
CALL(stream_at_eof, (void)!gen_stream_at_eof(NULL))
CALL(all_tasks, (void)!gen_all_tasks(NULL, NULL, 0))
CALL(taskgroup_enter, (void)!gen_taskgroup_enter(NULL, NULL))
CALL(taskgroup_exit, (void)!gen_taskgroup_exit(NULL, NULL))
CALL(run_coroutine_threadsafe, (void)!gen_run_coroutine_threadsafe(NULL, NULL, NULL, NULL))
CALL(timeout_enter, (void)!gen_timeout_enter(NULL, NULL, 0))
CALL(timeout_exit, (void)!gen_timeout_exit(NULL, NULL))
CALL(timeout_expired, (void)!gen_timeout_expired(NULL))
CALL(timeout_when, (void)gen_timeout_when(NULL))
CALL(timeout_reschedule, (void)!gen_timeout_reschedule(NULL, NULL, 0))
CALL(loop_trace, (void)!gen_loop_trace(NULL, NULL))
CALL(add_reader, (void)!gen_add_reader(NULL, 0, NULL, NULL))
CALL(add_writer, (void)!gen_add_writer(NULL, 0, NULL, NULL))
CALL(remove_reader, (void)!gen_remove_reader(NULL, 0))
CALL(remove_writer, (void)!gen_remove_writer(NULL, 0))
CALL(stream_write, (void)!gen_stream_write(NULL, NULL, 0))
CALL(stream_write_eof, gen_stream_write_eof(NULL))
CALL(stream_drain, (void)!gen_stream_drain(NULL, NULL))

CALL(taskgroup_create_task, (void)!gen_taskgroup_create_task(NULL, NULL, NULL, NULL, NULL))
CALL(create_subprocess_exec, (void)!gen_create_subprocess_exec(NULL, NULL, NULL, NULL))
CALL(create_subprocess_exec_0, (void)!gen_create_subprocess_exec(NULL, NULL, &(const char *){NULL}, NULL))
CALL(create_subprocess_shell, (void)!gen_create_subprocess_shell(NULL, NULL, NULL, NULL))
CALL(start_server, (void)!gen_start_server(NULL, NULL, NULL, NULL, NULL, 0, NULL))
CALL(start_unix_server, (void)!gen_start_unix_server(NULL, NULL, NULL, NULL, NULL, NULL))
CALL(open_unix_connection, (void)!gen_open_unix_connection(NULL, NULL, NULL))

static const struct {
    void (*call)(void *unused);
    const char *sentence;
} calls[] = {
    {call_taskgroup_create_task, "gen_taskgroup_create_task: NULL was given for 'group'"},
    {call_create_subprocess_exec, "gen_create_subprocess_exec: NULL was given for 'argv'"},
    {call_create_subprocess_exec_0, "gen_create_subprocess_exec: NULL was given for 'argv[0]'"},
    {call_create_subprocess_shell, "gen_create_subprocess_shell: NULL was given for 'command'"},
    {call_start_server, "gen_start_server: NULL was given for 'body'"},
    {call_start_unix_server, "gen_start_unix_server: NULL was given for 'body'"},
    {call_open_unix_connection, "gen_open_unix_connection: NULL was given for 'path'"},
    {call_as_completed_next, "gen_as_completed_next: NULL was given for 'it'"},
    {call_condition_init, "gen_condition_init: NULL was given for 'condition'"},
    {call_condition_acquire, "gen_condition_acquire: NULL was given for 'condition'"},
    {call_condition_release, "gen_condition_release: NULL was given for 'condition'"},
    {call_condition_wait, "gen_condition_wait: NULL was given for 'condition'"},
    {call_condition_wait_for, "gen_condition_wait_for: NULL was given for 'condition'"},
    {call_condition_notify, "gen_condition_notify: NULL was given for 'condition'"},
    {call_condition_notify_all, "gen_condition_notify_all: NULL was given for 'condition'"},
    {call_barrier_init, "gen_barrier_init: NULL was given for 'barrier'"},
    {call_barrier_wait, "gen_barrier_wait: NULL was given for 'barrier'"},
    {call_barrier_reset, "gen_barrier_reset: NULL was given for 'barrier'"},
    {call_barrier_abort, "gen_barrier_abort: NULL was given for 'barrier'"},
    {call_barrier_waiting, "gen_barrier_waiting: NULL was given for 'barrier'"},
    {call_barrier_broken, "gen_barrier_broken: NULL was given for 'barrier'"},
    {call_datagram_sendto, "gen_datagram_sendto: NULL was given for 'endpoint'"},
    {call_datagram_recvfrom, "gen_datagram_recvfrom: NULL was given for 'endpoint'"},
    {call_datagram_sockname, "gen_datagram_sockname: NULL was given for 'endpoint'"},
    {call_datagram_close, "gen_datagram_close: NULL was given for 'endpoint'"},
    {call_run_in_executor, "gen_run_in_executor: NULL was given for 'loop'"},
    {call_call_soon, "gen_call_soon: NULL was given for 'loop'"},
    {call_call_at, "gen_call_at: NULL was given for 'loop'"},
    {call_call_later, "gen_call_later: NULL was given for 'loop'"},
    {call_call_soon_threadsafe, "gen_call_soon_threadsafe: NULL was given for 'loop'"},
    {call_handle_cancel, "gen_handle_cancel: NULL was given for 'handle'"},
    {call_handle_cancelled, "gen_handle_cancelled: NULL was given for 'handle'"},
    {call_handle_when, "gen_handle_when: NULL was given for 'handle'"},
    {call_local_get, "gen_local_get: NULL was given for 'local'"},
    {call_local_set, "gen_local_set: NULL was given for 'local'"},
    {call_lock_acquire, "gen_lock_acquire: NULL was given for 'lock'"},
    {call_lock_release, "gen_lock_release: NULL was given for 'lock'"},
    {call_lock_locked, "gen_lock_locked: NULL was given for 'lock'"},
    {call_event_wait, "gen_event_wait: NULL was given for 'event'"},
    {call_event_set, "gen_event_set: NULL was given for 'event'"},
    {call_event_clear, "gen_event_clear: NULL was given for 'event'"},
    {call_event_is_set, "gen_event_is_set: NULL was given for 'event'"},
    {call_loop_is_running, "gen_loop_is_running: NULL was given for 'loop'"},
    {call_loop_hold, "gen_loop_hold: NULL was given for 'loop'"},
    {call_loop_release, "gen_loop_release: NULL was given for 'loop'"},
    {call_loop_uv, "gen_loop_uv: NULL was given for 'loop'"},
    {call_print_tasks, "gen_print_tasks: NULL was given for 'loop'"},
    {call_process_stdin, "gen_process_stdin: NULL was given for 'process'"},
    {call_process_stdout, "gen_process_stdout: NULL was given for 'process'"},
    {call_process_stderr, "gen_process_stderr: NULL was given for 'process'"},
    {call_process_pid, "gen_process_pid: NULL was given for 'process'"},
    {call_process_returncode, "gen_process_returncode: NULL was given for 'process'"},
    {call_process_wait, "gen_process_wait: NULL was given for 'process'"},
    {call_process_send_signal, "gen_process_send_signal: NULL was given for 'process'"},
    {call_process_terminate, "gen_process_terminate: NULL was given for 'process'"},
    {call_process_kill, "gen_process_kill: NULL was given for 'process'"},
    {call_process_communicate, "gen_process_communicate: NULL was given for 'process'"},
    {call_queue_init, "gen_queue_init: NULL was given for 'queue'"},
    {call_lifo_queue_init, "gen_lifo_queue_init: NULL was given for 'queue'"},
    {call_priority_queue_init, "gen_priority_queue_init: NULL was given for 'queue'"},
    {call_queue_destroy, "gen_queue_destroy: NULL was given for 'queue'"},
    {call_queue_size, "gen_queue_size: NULL was given for 'queue'"},
    {call_queue_full, "gen_queue_full: NULL was given for 'queue'"},
    {call_queue_put, "gen_queue_put: NULL was given for 'queue'"},
    {call_queue_put_nowait, "gen_queue_put_nowait: NULL was given for 'queue'"},
    {call_queue_get, "gen_queue_get: NULL was given for 'queue'"},
    {call_queue_get_nowait, "gen_queue_get_nowait: NULL was given for 'queue'"},
    {call_queue_task_done, "gen_queue_task_done: NULL was given for 'queue'"},
    {call_queue_join, "gen_queue_join: NULL was given for 'queue'"},
    {call_queue_shutdown, "gen_queue_shutdown: NULL was given for 'queue'"},
    {call_stream_read, "gen_stream_read: NULL was given for 'stream'"},
    {call_stream_readexactly, "gen_stream_readexactly: NULL was given for 'stream'"},
    {call_stream_readall, "gen_stream_readall: NULL was given for 'stream'"},
    {call_stream_readuntil, "gen_stream_readuntil: NULL was given for 'stream'"},
    {call_stream_read_some, "gen_stream_read_some: NULL was given for 'stream'"},
    {call_stream_readline, "gen_stream_readline: NULL was given for 'stream'"},
    {call_loop_set_exception_handler, "gen_loop_set_exception_handler: NULL was given for 'loop'"},
    {call_loop_call_exception_handler, "gen_loop_call_exception_handler: NULL was given for 'loop'"},
    {call_loop_run_forever, "gen_loop_run_forever: NULL was given for 'loop'"},
    {call_loop_run, "gen_loop_run: NULL was given for 'loop'"},
    {call_scope_cancel, "gen_scope_cancel: NULL was given for 'scope'"},
    {call_scope_shield, "gen_scope_shield: NULL was given for 'scope'"},
    {call_scope_reschedule, "gen_scope_reschedule: NULL was given for 'scope'"},
    {call_scope_enter, "gen_scope_enter: NULL was given for 'scope'"},
    {call_scope_exit, "gen_scope_exit: NULL was given for 'scope'"},
    {call_semaphore_init, "gen_semaphore_init: NULL was given for 'semaphore'"},
    {call_bounded_semaphore_init, "gen_bounded_semaphore_init: NULL was given for 'semaphore'"},
    {call_semaphore_locked, "gen_semaphore_locked: NULL was given for 'semaphore'"},
    {call_semaphore_acquire, "gen_semaphore_acquire: NULL was given for 'semaphore'"},
    {call_semaphore_release, "gen_semaphore_release: NULL was given for 'semaphore'"},
    {call_server_close, "gen_server_close: NULL was given for 'server'"},
    {call_server_wait_closed, "gen_server_wait_closed: NULL was given for 'server'"},
    {call_server_serve_forever, "gen_server_serve_forever: NULL was given for 'server'"},
    {call_server_sockname, "gen_server_sockname: NULL was given for 'server'"},
    {call_server_port, "gen_server_port: NULL was given for 'server'"},
    {call_server_is_serving, "gen_server_is_serving: NULL was given for 'server'"},
    {call_server_connections, "gen_server_connections: NULL was given for 'server'"},
    {call_server_close_clients, "gen_server_close_clients: NULL was given for 'server'"},
    {call_server_abort_clients, "gen_server_abort_clients: NULL was given for 'server'"},
    {call_add_signal_handler, "gen_add_signal_handler: NULL was given for 'loop'"},
    {call_print_tasks_on_signal, "gen_print_tasks_on_signal: NULL was given for 'loop'"},
    {call_remove_signal_handler, "gen_remove_signal_handler: NULL was given for 'loop'"},
    {call_stream_from_fd, "gen_stream_from_fd: NULL was given for 'loop'"},
    {call_stream_abort, "gen_stream_abort: NULL was given for 'stream'"},
    {call_stream_close, "gen_stream_close: NULL was given for 'stream'"},
    {call_stream_wait_closed, "gen_stream_wait_closed: NULL was given for 'stream'"},
    {call_stream_ref, "gen_stream_ref: NULL was given for 'stream'"},
    {call_stream_is_closing, "gen_stream_is_closing: NULL was given for 'stream'"},
    {call_stream_fd, "gen_stream_fd: NULL was given for 'stream'"},
    {call_stream_sockname, "gen_stream_sockname: NULL was given for 'stream'"},
    {call_stream_peername, "gen_stream_peername: NULL was given for 'stream'"},
    {call_stream_set_limit, "gen_stream_set_limit: NULL was given for 'stream'"},
    {call_stream_set_write_buffer_limits, "gen_stream_set_write_buffer_limits: NULL was given for 'stream'"},
    {call_stream_write_buffer_size, "gen_stream_write_buffer_size: NULL was given for 'stream'"},
    {call_stream_at_eof, "gen_stream_at_eof: NULL was given for 'stream'"},
    {call_all_tasks, "gen_all_tasks: NULL was given for 'loop'"},
    {call_taskgroup_enter, "gen_taskgroup_enter: NULL was given for 'group'"},
    {call_taskgroup_exit, "gen_taskgroup_exit: NULL was given for 'group'"},
    {call_run_coroutine_threadsafe, "gen_run_coroutine_threadsafe: NULL was given for 'loop'"},
    {call_timeout_enter, "gen_timeout_enter: NULL was given for 'timeout'"},
    {call_timeout_exit, "gen_timeout_exit: NULL was given for 'timeout'"},
    {call_timeout_expired, "gen_timeout_expired: NULL was given for 'timeout'"},
    {call_timeout_when, "gen_timeout_when: NULL was given for 'timeout'"},
    {call_timeout_reschedule, "gen_timeout_reschedule: NULL was given for 'timeout'"},
    {call_loop_trace, "gen_loop_trace: NULL was given for 'loop'"},
    {call_add_reader, "gen_add_reader: NULL was given for 'loop'"},
    {call_add_writer, "gen_add_writer: NULL was given for 'loop'"},
    {call_remove_reader, "gen_remove_reader: NULL was given for 'loop'"},
    {call_remove_writer, "gen_remove_writer: NULL was given for 'loop'"},
    {call_stream_write, "gen_stream_write: NULL was given for 'stream'"},
    {call_stream_write_eof, "gen_stream_write_eof: NULL was given for 'stream'"},
    {call_stream_drain, "gen_stream_drain: NULL was given for 'stream'"},
};

/* Check that every call says which argument may not be NULL. */
static void test_null(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        assert_death(calls[i].call, NULL, calls[i].sentence);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_null),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
