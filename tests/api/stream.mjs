// A body sent piece by piece, by a sender that goes on until it is answered or cut off.
import { request } from "node:http";

export function stream_body(address, path, token, { chunked, bytes }) {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    if (!chunked) headers["content-length"] = String(bytes);
    const asked = request(address + path, { method: "POST", headers, agent: false, timeout: 30_000 });
    const piece = Buffer.alloc(64 * 1024, 0x20);
    let left = bytes;
    let answered = false;
    const send = () => {
      while (left > 0 && !answered && !asked.destroyed) {
        left -= piece.length;
        if (!asked.write(piece)) return;
      }
      if (left <= 0 && !answered && !asked.destroyed) asked.end();
    };
    asked.on("drain", send);
    asked.on("response", (answer) => {
      answered = true;
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        resolve({
          status: answer.statusCode,
          media_type: answer.headers["content-type"],
          body: Buffer.concat(parts),
          sent: bytes - Math.max(left, 0),
        });
        asked.destroy();
      });
    });
    // Writing on after the refusal may fail; only a failure without an answer is one.
    asked.on("error", (fault) => {
      if (!answered) reject(new Error(`cut off without an answer after ${bytes - left} bytes: ${fault.code}`));
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer")));
    send();
  });
}
