// What is to be done when a test ends, or this process, whatever it is that ends them.
// Knows nothing of what is ended.

const stacks = new WeakMap();

// Does `act` when the test `t` has ended, passed or failed. What was begun last is ended first.
export function atEndOf(t, act) {
  const stack = stacks.get(t) ?? [];
  if (!stacks.has(t)) {
    stacks.set(t, stack);
    t.after(() => unwind(stack));
  }
  stack.push(act);
}

async function unwind(stack) {
  const act = stack.pop();
  if (!act) return;
  try {
    await act();
  } finally {
    await unwind(stack);
  }
}

// Does `act` when this process ends, unless what is given back has been called before: then it is
// done at that call.
export function atExit(act) {
  const once = () => {
    process.off("exit", once);
    act();
  };
  process.on("exit", once);
  return once;
}

// Without this a signal ends the process, and `exit` is never told.
for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143], ["SIGHUP", 129]]) {
  process.once(signal, () => process.exit(code));
}
