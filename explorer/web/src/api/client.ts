// The service, typed by its OpenAPI document: `read(api.GET("/api/v1/coverage"))`.

import { type Table, tableFromIPC } from "apache-arrow";
import createClient from "openapi-fetch";
import { Problem, problemOf } from "./problem";
import type { paths } from "./schema";
import { authorization, token } from "./token";

export const api = createClient<paths>({ baseUrl: "" });

api.use({
  onRequest({ request }) {
    for (const [name, value] of Object.entries(authorization())) request.headers.set(name, value);
    return request;
  },
  onResponse({ response }) {
    if (response.status === 401) token.ask();
  },
});

interface Reply<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

// The body of a reply; throws a Problem where there is none.
export async function read<T>(reply: Promise<Reply<T>>): Promise<T> {
  const { data, error, response } = await reply;
  if (data !== undefined) return data;
  if (typeof error === "object" && error !== null && "title" in error) {
    throw new Problem(error as Problem["body"], response.status);
  }
  throw new Problem({ title: `${response.status} ${response.statusText}`.trim() }, response.status);
}

// A reply of a route that sends something other than JSON; throws a Problem.
export async function fetched(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { ...authorization(), ...(init.headers as Record<string, string> | undefined) };
  const response = await fetch(path, { ...init, headers });
  if (response.status === 401) token.ask();
  if (!response.ok) throw await problemOf(response);
  return response;
}

// A table that travels as Arrow, such as /api/v1/films.arrow.
export async function arrow(path: string, signal?: AbortSignal): Promise<Table> {
  return tableFromIPC(await fetched(path, signal ? { signal } : {}));
}
