// The interface for programs as the reader may use it. It is to be read: calls are made with a key, not from this page.
import SwaggerUI from "swagger-ui-dist/swagger-ui-es-bundle.js";

SwaggerUI({
	url: "/api/method/papg.api.openapi.document",
	dom_id: "#interface",
	deepLinking: true,
	docExpansion: "none",
	filter: true,
	supportedSubmitMethods: [],
	validatorUrl: null,
});
