// Saves what the service sent, under the name that it gave.

export async function download(response: Response): Promise<void> {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = nameIn(response.headers.get("Content-Disposition") ?? "");
  link.click();
  // The browser reads it after this; soon enough it needs it no more.
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function nameIn(disposition: string): string {
  const match = /filename\*=utf-8''([^;]+)/i.exec(disposition);
  return match?.[1] ? decodeURIComponent(match[1]) : "cut";
}
