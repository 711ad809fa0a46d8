using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Headroom.Server.Pages.Assets;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Headroom.Server.Pages.Layout;

/// <summary>A component as the answer to a request.</summary>
/// <param name="parameters">Its parameters by name.</param>
/// <param name="status">Status of the answer.</param>
internal sealed class PageResult<T>(
    IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
    : IResult
    where T : IComponent
{
    private const int CompressedMin = 1_000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var bytes = Encoding.UTF8.GetBytes(await RenderAsync());
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        PageHeaders.Set(response.Headers);
        if (bytes.Length >= CompressedMin && Compression.IsWanted(httpContext.Request))
        {
            bytes = Compression.Of(bytes, CompressionLevel.Fastest);
            response.Headers.ContentEncoding = Compression.Name;
        }

        response.ContentLength = bytes.Length;
        if (HttpMethods.IsHead(httpContext.Request.Method)) return;

        await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }

    private async Task<string> RenderAsync()
    {
        await using var renderer = new HtmlRenderer(PageParts.Services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters.ToDictionary())))
                .ToHtmlString());
    }
}

/// <summary>What components are rendered with: none of it is of the program's other parts.</summary>
internal static class PageParts
{
    // Chinese is written as it is and not as numbers: a third of the bytes, and readable.
    public static IServiceProvider Services { get; } = new ServiceCollection()
        .AddSingleton(HtmlEncoder.Create(UnicodeRanges.All))
        .BuildServiceProvider();
}

/// <summary>What browsers are told about every page.</summary>
internal static class PageHeaders
{
    private const string Policy =
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'";

    public static void Set(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        headers.Vary = "Cookie, HX-Request, Accept-Encoding, Accept-Language";
    }
}
