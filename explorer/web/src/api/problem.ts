// What went wrong, in the service's own words where it had any (RFC 9457).

export interface ProblemBody {
  title: string;
  detail?: string | undefined;
  reference?: string | undefined;
}

export class Problem extends Error {
  readonly body: ProblemBody;
  readonly status: number;

  constructor(body: ProblemBody, status: number) {
    super(body.title);
    this.body = body;
    this.status = status;
  }
}

// The problem that a reply tells; a reply that is no problem document is told by its status.
export async function problemOf(response: Response): Promise<Problem> {
  let body: unknown = null;
  try {
    body = await response.clone().json();
  } catch {
    // Told by its status below.
  }
  return new Problem(bodyOf(body, response), response.status);
}

function bodyOf(body: unknown, response: Response): ProblemBody {
  if (typeof body === "object" && body !== null && "title" in body) {
    const { title, detail, reference } = body as Record<string, unknown>;
    return { title: String(title), detail: worded(detail), reference: worded(reference) };
  }
  return { title: `${response.status} ${response.statusText}`.trim() };
}

function worded(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value);
}
