using Headroom.Server.Pages.Layout;
using Headroom.Server.Pages.SignIn;
using Headroom.Server.Views;

namespace Headroom.Server.Pages;

/// <summary>The pages that people see: HTML that works without scripts and loads nothing elsewhere.</summary>
internal static class Dashboard
{
    public static void AddParts(IServiceCollection services)
    {
        services.AddSingleton<PoolPulse>();
        services.AddSingleton<PoolHistory>();
        services.AddSingleton<Pool.UsageByDay>();
        services.AddSingleton<WhatIf.RecentTrials>();
        services.AddSingleton<Jobs.RecentStarts>();
        services.AddHostedService<PoolSampler>();
    }

    public static void Map(IEndpointRouteBuilder server)
    {
        // Pages are for people: the document of the API has none of them.
        var web = server.MapGroup("").ExcludeFromDescription();
        Assets.AssetFiles.Map(web);
        SignInPages.Map(web);
        Overview.OverviewPages.Map(web);
        Jobs.JobListPages.Map(web);
        Jobs.JobPages.Map(web);
        Jobs.JobActionPages.Map(web);
        Pool.SharePages.Map(web);
        Pool.NodesPages.Map(web);
        Pool.TimelinePages.Map(web);
        Gap.GapPages.Map(web);
        Size.SizePages.Map(web);
        WhatIf.WhatIfPages.Map(web);
        Market.MarketPages.Map(web);
    }

    /// <summary>Says to a browser that there is nothing at an address; null for other callers.</summary>
    public static Task? ExplainAsync(HttpContext context)
    {
        var isPage = context.Response.StatusCode == StatusCodes.Status404NotFound
            && !context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
            && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal);
        if (!isPage) return null;

        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var request = PageRequest.Of(context, time.GetUtcNow().ToUnixTimeMilliseconds());
        return Page.NotFound(request).ExecuteAsync(context);
    }
}
