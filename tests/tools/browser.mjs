// A headless Chromium: the one that CHROMIUM names, or that of the package @sparticuz/chromium.
import puppeteer from "puppeteer-core";

export async function browser() {
  const flags = ["--no-sandbox", "--disable-gpu", "--allow-file-access-from-files", "--font-render-hinting=none"];
  if (process.env.CHROMIUM) return puppeteer.launch({ executablePath: process.env.CHROMIUM, args: flags });
  const { default: chromium } = await import("@sparticuz/chromium");
  return puppeteer.launch({ executablePath: await chromium.executablePath(), args: [...chromium.args, ...flags], headless: "shell" });
}
