package dev.pubsub.json.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pubsub.spi.edge.Endpoint;
import dev.pubsub.spi.edge.EndpointRequest;
import dev.pubsub.spi.edge.EndpointResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The schemas of a bus over HTTP. */
public final class SchemasApi {

  private static final String PATH = "/api/schemas";

  private final BusSchemas schemas;

  /**
   * What answers.
   *
   * @param schemas what is asked about
   */
  public SchemasApi(BusSchemas schemas) {
    this.schemas = schemas;
  }

  /**
   * What is to be contributed.
   *
   * @return the endpoints
   */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.of("GET", PATH, "schemas.read", this::list),
        Endpoint.of("GET", PATH + "/{name}", "schemas.read", this::find),
        Endpoint.of("PUT", PATH + "/{name}", "schemas.change", this::put));
  }

  private EndpointResponse list(EndpointRequest request) {
    List<Map<String, Object>> all = of(request).newest().stream().map(SchemasApi::shown).toList();
    return answer(200, Map.of("schemas", all));
  }

  private EndpointResponse find(EndpointRequest request) {
    List<SchemaVersion> versions = of(request).versions(name(request));
    if (versions.isEmpty()) {
      throw SchemaError.SCHEMA_NOT_FOUND.because("there is no schema of that name");
    }
    Map<String, Object> shown = shown(versions.get(versions.size() - 1));
    shown.put("bus", request.session().name());
    shown.put("versions", versions.stream().map(SchemaVersion::schema).toList());
    return answer(200, shown);
  }

  private EndpointResponse put(EndpointRequest request) {
    JsonNode body = schemas.validators().read(request.body());
    return answer(200, shown(SchemaFile.add(of(request), name(request), body)));
  }

  private Schemas of(EndpointRequest request) {
    return schemas.of(request.session().name());
  }

  private static String name(EndpointRequest request) {
    return request.variables().getOrDefault("name", "");
  }

  private static Map<String, Object> shown(SchemaVersion version) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", version.name());
    shown.put("topics", version.topics().toString());
    shown.put("version", version.number());
    return shown;
  }

  private EndpointResponse answer(int status, Map<String, ?> content) {
    return EndpointResponse.of(status, "application/json", schemas.validators().write(content));
  }
}
