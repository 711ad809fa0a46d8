using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Headroom.Server.Pages.Assets;

/// <summary>
/// What pages load: it lies in the program itself, and its address changes with its content, so that browsers ask once.
/// </summary>
internal static class AssetFiles
{
    private static readonly FrozenDictionary<string, Asset> ByName = new[]
    {
        Asset.Read("dashboard.css", "text/css; charset=utf-8"),
        Asset.Read("dashboard.js", "text/javascript; charset=utf-8"),
        Asset.Read("timeline.js", "text/javascript; charset=utf-8"),
        Asset.Read("htmx-4.0.1.min.js", "text/javascript; charset=utf-8"),
        Asset.Read("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(asset => asset.Name, StringComparer.Ordinal);

    /// <summary>Where pages find one.</summary>
    public static string AddressOf(string name) => $"/assets/{ByName[name].Hash}/{name}";

    public static void Map(IEndpointRouteBuilder web) =>
        web.MapGet("/assets/{hash}/{name}", (HttpContext context, string hash, string name) =>
            ByName.TryGetValue(name, out var asset) && asset.Hash == hash ? Send(context, asset) : Results.NotFound());

    private static IResult Send(HttpContext context, Asset asset)
    {
        var (headers, isSmall) = (context.Response.Headers, Compression.IsWanted(context.Request));
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        headers.XContentTypeOptions = "nosniff";
        if (isSmall) headers.ContentEncoding = Compression.Name;
        return Results.Bytes(
            isSmall ? asset.Compressed : asset.Bytes,
            asset.MediaType,
            entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{asset.Hash}{(isSmall ? "-br" : "")}\""));
    }
}

/// <summary>One of them.</summary>
internal sealed class Asset
{
    private readonly Lazy<byte[]> _compressed;

    private Asset(string name, string mediaType, byte[] bytes)
    {
        (Name, MediaType, Bytes) = (name, mediaType, bytes);
        Hash = Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 6));
        // Done once, when the first browser asks: a command that serves nobody shall not wait for it.
        _compressed = new Lazy<byte[]>(() => Compression.Of(bytes, CompressionLevel.SmallestSize));
    }

    public string Name { get; }

    public string MediaType { get; }

    public byte[] Bytes { get; }

    public byte[] Compressed => _compressed.Value;

    public string Hash { get; }

    public static Asset Read(string name, string mediaType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new Asset(name, mediaType, bytes);
    }
}
