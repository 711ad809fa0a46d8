using System.Text.Json.Nodes;
using Headroom.Client.Wire;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Headroom.Server.Api;

/// <summary>The document of the API, made from its routes when it is first asked for.</summary>
internal static class ApiDocument
{
    private const string Bearer = "bearer";
    private const string ProblemName = "Problem";
    private const string Json = "application/json";

    private const string Example =
        """{"command":["python","train.py"],"name":"train","queue":"vision","gpus":1,"memory_mib":16384,"time_limit_seconds":7200}""";

    private static readonly (string Operation, string Header, string Says)[] Headers =
    [
        ("submitJob", "Idempotency-Key", "Sent twice within a day it makes its jobs once, with the same answer."),
        ("getJob", "If-None-Match", "An ETag that is known: 304 when nothing has changed."),
        ("listNodes", "If-None-Match", "An ETag that is known: 304 when nothing has changed."),
        ("listQueues", "If-None-Match", "An ETag that is known: 304 when nothing has changed."),
        ("cancelJob", "If-Match", "The ETag that the job was seen with: 412 when its version is another one."),
        ("holdJob", "If-Match", "The ETag that the job was seen with: 412 when its version is another one."),
        ("releaseJob", "If-Match", "The ETag that the job was seen with: 412 when its version is another one."),
        ("applyPolicy", "If-Match", "The ETag of the policy that this one follows; it must be sent."),
        ("applyBilling", "If-Match", "The ETag of the prices that these follow: 412 when others hold."),
        ("requeueJob", "Idempotency-Key", "Sent twice within a day it runs the job anew once, with the same answer."),
        ("streamEvents", "Last-Event-ID", "Number of the last event that is known; wins over 'after'."),
    ];

    public static void Add(IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(DescribeAsync);
    });

    private static async Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Headroom",
            Version = "1",
            Description = "Jobs on shared accelerators. Names are snake_case, enumerations UPPER_SNAKE_CASE, times Unix "
                + "milliseconds. Refusals are problem details (RFC 9457).",
        };
        // The address is that at which the document was found.
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of this pool, such as hr_…, or of its identity provider.",
        });
        document.AddComponent<IOpenApiSchema>(
            ProblemName, await context.GetOrCreateSchemaAsync(typeof(Problem), cancellationToken: cancellation));
        foreach (var (path, item) in document.Paths)
        {
            foreach (var operation in (item.Operations ?? []).Values) Describe(document, path, operation);
        }

        var tags = document.Paths.Keys.Select(TagOf).Distinct().Order(StringComparer.Ordinal);
        document.Tags = new HashSet<OpenApiTag>(tags.Select(tag => new OpenApiTag { Name = tag }));
    }

    private static void Describe(OpenApiDocument document, string path, OpenApiOperation operation)
    {
        operation.Tags = new HashSet<OpenApiTagReference> { new(TagOf(path), document) };
        if (path.StartsWith("/api/", StringComparison.Ordinal) || path == "/metrics")
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] }];

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "Refused, with the reason and what to do.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ProblemName, document) },
            },
        };
        if (operation.OperationId == "submitJob" && operation.RequestBody?.Content?.TryGetValue(Json, out var body) == true)
            body.Example = JsonNode.Parse(Example);

        foreach (var (_, header, says) in Headers.Where(header => header.Operation == operation.OperationId))
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header,
                In = ParameterLocation.Header,
                Description = says,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static string TagOf(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["api", _, var kind, ..] ? kind : "server";
}
