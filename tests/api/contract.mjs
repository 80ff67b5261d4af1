// The OpenAPI document as something to hold answers against.
import assert from "node:assert/strict";
import Ajv2020 from "ajv/dist/2020.js";

// What the server answers before a request reaches its operation; the document describes these once, as
// `default`.
const of_server = new Set([400, 404, 405, 408, 411, 413, 414, 415, 417, 421, 431, 500, 501, 503, 505]);

// JavaScript reads 30 February as 2 March.
const is_day = (text) => {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
};
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

export class Contract {
  static async of(address) {
    const answer = await fetch(`${address}/openapi.json`);
    assert.equal(answer.status, 200);
    assert.equal(answer.headers.get("content-type"), "application/json");
    return new Contract(await answer.json());
  }

  constructor(document) {
    this.document = document;
    this.ajv = new Ajv2020({ strict: false, allErrors: true });
    this.ajv.addFormat("date", (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && is_day(text));
    this.ajv.addFormat("date-time", (text) => instant.test(text) && is_day(text.slice(0, 10)));
    this.validators = new Map();
    this.paths = Object.entries(document.paths).map(([path, operations]) => ({
      path,
      operations,
      parts: path.split("/"),
    }));
  }

  // The schema with the document's components beside it, so that its references resolve.
  validator(schema) {
    const key = JSON.stringify(schema);
    if (!this.validators.has(key)) {
      this.validators.set(key, this.ajv.compile({ ...schema, components: this.document.components }));
    }
    return this.validators.get(key);
  }

  faults_of(schema, value) {
    const validate = this.validator(schema);
    return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`);
  }

  component(name) {
    return { $ref: `#/components/schemas/${name}` };
  }

  operation(method, path) {
    const parts = path.split("?")[0].split("/");
    const fits = this.paths.filter(
      (known) =>
        known.parts.length === parts.length &&
        known.parts.every((part, i) => (part.startsWith("{") ? parts[i] !== "" : part === parts[i])),
    );
    return fits.map((known) => known.operations[method.toLowerCase()]).find((found) => found !== undefined);
  }

  // Whether the answer is one that the document promises. `body` is a Buffer.
  hold(method, path, status, media_type, body) {
    const what = `${method} ${path.split("?")[0]} -> ${status}`;
    const operation = this.operation(method, path);
    let response = operation?.responses[String(status)];
    if (response === undefined) {
      assert.ok(of_server.has(status), `${what} is not in the document: ${body}`);
      response = {
        content: { "application/problem+json": { schema: this.component("Problem") } },
      };
    }
    if (response.content === undefined) {
      assert.equal(body.length, 0, `${what} has a body; the document says none`);
      return undefined;
    }
    const promised = response.content[media_type];
    assert.ok(promised, `${what} is ${media_type}; the document says ${Object.keys(response.content)}`);
    if (!/^application\/(problem\+)?json$/.test(media_type)) return undefined;
    const value = JSON.parse(body.toString("utf8"));
    assert.deepEqual(this.faults_of(promised.schema, value), [], `${what}: ${body}`);
    if (media_type === "application/problem+json") assert.equal(value.status, status, what);
    return value;
  }
}
