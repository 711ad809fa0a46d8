using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Headroom.Client;
using Headroom.Client.Wire;
using Headroom.Testing;

namespace Headroom.Server.Tests.Api;

/// <summary>The typed client has all that the API has, and nothing else.</summary>
public sealed partial class ClientTests
{
    [Fact]
    public async Task Every_route_of_the_document_has_a_call_and_every_call_a_route()
    {
        var asked = new Recorder();
        using var client = new HeadroomClient(new HttpClient(asked) { BaseAddress = new Uri("http://pool/") }, "hr_x");

        foreach (var target in (object[])[client, client.Planning, client.Exchange])
        {
            foreach (var call in target.GetType().GetMethods())
            {
                if (!call.Name.EndsWith("Async", StringComparison.Ordinal)) continue;

                object?[] arguments = [.. call.GetParameters().Select(Some)];
                await Assert.ThrowsAsync<ApiException>(() => EndAsync(call.Invoke(target, arguments)!));
            }
        }

        Assert.Equal(Documented().Order(StringComparer.Ordinal), asked.Requests.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Documented()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "api", "openapi.json")))!;
        return
            from path in document["paths"]!.AsObject()
            where path.Key.StartsWith("/api/", StringComparison.Ordinal)
            from method in path.Value!.AsObject()
            select $"{method.Key.ToUpperInvariant()} {Parameter().Replace(path.Key, "7")}";
    }

    private static async Task EndAsync(object begun)
    {
        if (begun is Task task)
        {
            await task;
            return;
        }

        await foreach (var _ in (IAsyncEnumerable<object>)begun) Assert.Fail("There is nothing to be read.");
    }

    // What is in them does not matter: a call is known by its address.
    private static object? Some(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (type == typeof(long) || type == typeof(double)) return Convert.ChangeType(7, type, provider: null);
        if (type == typeof(string)) return "7";
        if (type.IsValueType) return Activator.CreateInstance(type);

        return type.GetConstructor(Type.EmptyTypes) is { } make
            ? make.Invoke([])
            : RuntimeHelpers.GetUninitializedObject(type);
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();

    private sealed class Recorder : HttpMessageHandler
    {
        public List<string> Requests { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.InternalServerError));
        }
    }
}
