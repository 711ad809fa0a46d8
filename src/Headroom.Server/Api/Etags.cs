using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Headroom.Client.Wire;
using Headroom.Server.Loop;
using Microsoft.Net.Http.Headers;

namespace Headroom.Server.Api;

/// <summary>Answers that are not sent again to whoever has them (RFC 9110, section 13).</summary>
internal static class Etags
{
    private const int DigestBytes = 16;

    /// <summary>An answer that is named by what it says.</summary>
    public static IResult Answer<T>(HttpContext context, T answer)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(answer, ApiJson.Options);
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, DigestBytes))}\"";
        return IsKnown(context, tag)
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Bytes(body, "application/json; charset=utf-8");
    }

    /// <summary>The tag of a version.</summary>
    public static string Of(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// The version that a change is meant for, by the tag with which it was seen; null for any. A tag may say more than
    /// the version, behind a dash.
    /// </summary>
    /// <exception cref="Refusal">The header names none.</exception>
    public static long? VersionAskedBy(HttpRequest request)
    {
        var text = request.Headers.IfMatch.ToString().Trim();
        if (text is "" or "*") return null;

        var version = text is ['"', .. var tag, '"'] ? tag.Split('-')[0] : "";
        return long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? asked
            : throw new Refusal(RefusalKind.Invalid, "If-Match names no version", "send one ETag as it came");
    }

    /// <summary>Names the answer, and says whether whoever asks has it.</summary>
    public static bool IsKnown(HttpContext context, string tag)
    {
        // Of one bearer, and only for as long as it is asked for again.
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers.ETag = tag;
        return EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known)
            && known.Any(one => one.Tag == "*" || one.Tag == tag);
    }
}
