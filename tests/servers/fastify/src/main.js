// Errands on Fastify with the schemas of Zod: dates that must end in Z, cursors, unions by a tag.
import swagger from "@fastify/swagger";
import Fastify from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import { randomUUID } from "node:crypto";
import { z } from "zod";

const KEY = "key-of-ada";
const errands = new Map();

const Errand = z.object({
  id: z.uuid(),
  title: z.string().min(1),
  done: z.boolean(),
  due: z.iso.datetime().nullable(),
  tags: z.array(z.string()),
  details: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});
const Shape = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("circle"), radius: z.number() }),
  z.object({ kind: z.literal("square"), side: z.number() }),
]);
const Fault = z.object({ statusCode: z.number(), error: z.string(), message: z.string() });
z.globalRegistry.add(Errand, { id: "Errand" });
z.globalRegistry.add(Shape, { id: "Shape" });
z.globalRegistry.add(Fault, { id: "Fault" });

const app = Fastify();
app.setValidatorCompiler(validatorCompiler);
app.setSerializerCompiler(serializerCompiler);
await app.register(swagger, {
  openapi: {
    openapi: "3.1.0",
    info: { title: "Errands", version: "1.0.0" },
    components: { securitySchemes: { apiKey: { type: "apiKey", name: "x-api-key", in: "header" } } },
  },
  transform: jsonSchemaTransform,
  transformObject: jsonSchemaTransformObject,
});

const fault = (reply, statusCode, error, message) => reply.code(statusCode).send({ statusCode, error, message });
const member = z.object({ id: z.uuid() });
const security = [{ apiKey: [] }];

app.route({
  method: "POST",
  url: "/errands",
  schema: {
    security,
    body: Errand.omit({ id: true, done: true }).extend({
      due: z.iso.datetime().nullable().optional(),
      tags: z.array(z.string()).default([]),
    }),
    response: { 201: Errand, 400: Fault, 401: Fault },
  },
  handler: async (request, reply) => {
    if (request.headers["x-api-key"] !== KEY) return fault(reply, 401, "Unauthorized", "no such key");
    const errand = { id: randomUUID(), done: false, due: null, ...request.body };
    errands.set(errand.id, errand);
    return reply.code(201).send(errand);
  },
});

app.route({
  method: "GET",
  url: "/errands",
  schema: {
    querystring: z.object({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(10),
      tags: z.array(z.string()).or(z.string()).optional(),
      due_before: z.iso.datetime().optional(),
    }),
    response: { 200: z.object({ items: z.array(Errand), nextCursor: z.string().nullable() }) },
  },
  handler: async ({ query }) => {
    const wanted = [query.tags ?? []].flat();
    const found = [...errands.values()].filter(
      (errand) =>
        wanted.every((tag) => errand.tags.includes(tag)) &&
        (!query.due_before || (errand.due !== null && errand.due < query.due_before)),
    );
    const start = query.cursor ? found.findIndex((errand) => errand.id === query.cursor) + 1 : 0;
    const items = found.slice(start, start + query.limit);
    return { items, nextCursor: start + query.limit < found.length ? items.at(-1).id : null };
  },
});

app.route({
  method: "GET",
  url: "/errands/:id",
  schema: { params: member, response: { 200: Errand, 404: Fault } },
  handler: async ({ params }, reply) => errands.get(params.id) ?? fault(reply, 404, "Not Found", "no such errand"),
});

app.route({
  method: "PATCH",
  url: "/errands/:id",
  schema: { security, params: member, body: Errand.partial().omit({ id: true }), response: { 200: Errand } },
  handler: async ({ params, body }) => Object.assign(errands.get(params.id), body),
});

app.route({
  method: "DELETE",
  url: "/errands/:id",
  schema: { security, params: member, response: { 204: z.null() } },
  handler: async ({ params }, reply) => {
    errands.delete(params.id);
    return reply.code(204).send(null);
  },
});

app.route({
  method: "POST",
  url: "/shapes/area",
  schema: { body: Shape, response: { 200: z.object({ area: z.number(), shape: Shape }) } },
  handler: async ({ body }) => ({ area: body.kind === "circle" ? 3 * body.radius ** 2 : body.side ** 2, shape: body }),
});

app.route({
  method: "GET",
  url: "/pair",
  schema: { response: { 200: z.tuple([z.string(), z.number()]) } },
  handler: async () => ["a", 1],
});

app.route({
  method: "PUT",
  url: "/flags/:name",
  schema: {
    params: z.object({ name: z.enum(["bell", "lamp"]) }),
    body: z.boolean(),
    response: { 200: z.object({ on: z.boolean(), level: z.enum(["low", "high"]).nullable() }) },
  },
  handler: async ({ body }) => ({ on: body, level: null }),
});

app.get("/openapi.json", { schema: { hide: true } }, async () => app.swagger());
await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
