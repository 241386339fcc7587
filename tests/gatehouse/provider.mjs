// A real identity provider on loopback: certified oidc-provider, with people that a file names.
//   node provider.mjs PORT PEOPLE.json SITE
// PEOPLE.json maps a login to what is claimed of them, and is read anew at every sign-in; `amr`
// says how they are taken to have shown who they are. It ends when whoever started it does, since
// its standard input ends then.
import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { Provider } from "oidc-provider";

process.stdin.on("end", () => process.exit()).resume();

const [port, people, site] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const claimsOf = (login) => JSON.parse(readFileSync(people, "utf8"))[login];

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "cpcplan",
      client_secret: "the agency's secret for cpcplan alone",
      redirect_uris: [`${site}/account/agency/police/back/`],
    },
  ],
  claims: { openid: ["sub", "amr"], email: ["email", "email_verified", "xms_edov"] },
  cookies: { keys: ["a key of the tests"] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_ctx, login) =>
    claimsOf(login) && {
      accountId: login,
      claims: async () => ({ sub: login, ...claimsOf(login) }),
    },
  // nobody is asked whether cpcplan may know their address: their employer has said so
  loadExistingGrant: async (ctx) => {
    const { client, session } = ctx.oidc;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid email");
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
});

const PAGE = `<!doctype html><html lang="en"><title>Police sign-in</title><form method="post">
<label>Name <input name="login"></label> <label>Password <input name="password" type="password"></label>
<button type="submit">Sign in</button></form></html>`;

provider.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/interaction/")) return next();
  if (ctx.method === "GET") {
    ctx.type = "html";
    ctx.body = PAGE;
    return;
  }
  const accountId = new URLSearchParams(await text(ctx.req)).get("login");
  const { amr } = claimsOf(accountId) ?? {};
  await provider.interactionFinished(ctx.req, ctx.res, { login: { accountId, amr } });
  ctx.respond = false;
});
provider.listen(Number(port), "127.0.0.1", () => console.log("listening"));
