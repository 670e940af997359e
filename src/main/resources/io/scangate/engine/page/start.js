// A name for each document, in the order in which a newcomer wants them.
window.ui = SwaggerUIBundle({
  urls: [
    { name: "Procedures (people and staff)", url: "casework.yaml" },
    { name: "Facts (sources)", url: "intake.yaml" },
    { name: "Ledger (anybody)", url: "ledger.yaml" },
    { name: "Gateway (scanners and apps)", url: "gateway.yaml" },
    { name: "Recognition (cities of other provinces)", url: "peers.yaml" },
  ],
  dom_id: "#documents",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
  deepLinking: true,
  docExpansion: "list",
  validatorUrl: null,
});
