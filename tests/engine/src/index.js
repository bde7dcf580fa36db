// The Worker that the engine tests drive: one small workflow for each thing that an instance can do.
import { WorkflowEntrypoint } from "cloudflare:workers";

// Several steps, with a sleep between them.
export class Steps extends WorkflowEntrypoint {
  async run(event, step) {
    const amount = await step.do("read amount", async () => event.payload?.amount ?? 1);
    const doubled = await step.do("double", async () => amount * 2);
    await step.sleep("short nap", "10 milliseconds");
    return step.do("describe", async () => `doubled to ${doubled}`);
  }
}

// One step that fails twice before it succeeds.
export class Retried extends WorkflowEntrypoint {
  async run(event, step) {
    const retries = { limit: 3, delay: "10 milliseconds", backoff: "constant" };
    return step.do("flaky", { retries, timeout: "10 seconds" }, async ({ attempt }) => {
      if (attempt < 3) throw new Error(`attempt ${attempt} fails`);
      return { attempt };
    });
  }
}

// Waits for an event and returns what it brought.
export class Waiting extends WorkflowEntrypoint {
  async run(event, step) {
    await step.do("before", async () => "ready");
    const approval = await step.waitForEvent("approval", { type: "approved", timeout: "1 hour" });
    return { received: approval.payload };
  }
}

// Fails for good.
export class Failing extends WorkflowEntrypoint {
  async run(event, step) {
    await step.do("doomed", { retries: { limit: 0, delay: 0 } }, async () => {
      throw new TypeError("this cannot work");
    });
  }
}

// Returns a long text.
export class Long extends WorkflowEntrypoint {
  async run(event, step) {
    return step.do("fill", async () => "long ".repeat(event.payload?.times ?? 20000));
  }
}

// Sleeps for longer than any test runs.
export class Sleeper extends WorkflowEntrypoint {
  async run(event, step) {
    await step.sleep("long nap", "1 hour");
    return "awake";
  }
}

// Does nothing but end; cheap to create in numbers.
export class Brief extends WorkflowEntrypoint {
  async run() {
    return 1;
  }
}

export default {
  async fetch() {
    return new Response("the workflows are behind the engine's API");
  },
};
