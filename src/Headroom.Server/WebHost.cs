using Headroom.Client.Wire;
using Headroom.Server.Access;
using Headroom.Server.Api;
using Headroom.Server.Changes;
using Headroom.Server.Estimates;
using Headroom.Server.Market;
using Headroom.Server.Pages;
using Headroom.Server.Telemetry;

namespace Headroom.Server;

/// <summary>Puts the API in front of the parts.</summary>
internal static class WebHost
{
    public static WebApplication Create(ControlPlaneOptions options, Parts parts)
    {
        var builder = WebApplication.CreateSlimBuilder();
        Configure(builder.Logging, options);
        builder.WebHost.UseUrls([.. options.Addresses]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            RequestLimits.Set(kestrel.Limits, options);
        });
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddSingleton(parts.Store);
        builder.Services.AddSingleton(parts.Loop);
        builder.Services.AddSingleton(new Commands.AgreedJobs(parts.Agreements));
        builder.Services.AddSingleton(parts.Exchange);
        builder.Services.AddSingleton<MatchBook>();
        builder.Services.AddSingleton<MarketQueries>();
        builder.Services.AddSingleton(parts.Prices);
        builder.Services.AddSingleton(parts.Budgets);
        builder.Services.AddSingleton(parts.Trial);
        builder.Services.AddSingleton(parts.Estimates);
        builder.Services.AddHostedService<StartSampler>();
        builder.Services.AddSingleton(parts.Starts);
        builder.Services.AddSingleton(parts.Gap);
        builder.Services.AddSingleton(parts.Joining);
        builder.Services.AddSingleton(parts.Questions);
        builder.Services.AddSingleton(options.Engines);
        builder.Services.AddSingleton(options.Time);
        builder.Services.AddSingleton(parts.Keys);
        builder.Services.AddSingleton<RepeatableAnswers>();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(parts.Changes);
        builder.Services.AddSingleton(parts.Writer);
        builder.Services.AddSingleton(new MeterBook());
        ApiDocument.Add(builder.Services);
        builder.Services.AddSingleton(new StreamPlaces(options.StreamsMax, options.StreamsOfOneMax));
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.AddWebEncoders();
        Dashboard.AddParts(builder.Services);
        // Not AddAuthentication: that keeps keys for cookies on the disk, and there are none.
        builder.Services.AddAuthenticationCore(authentication =>
        {
            authentication.DefaultScheme = TokenAuthentication.SchemeName;
            authentication.AddScheme<TokenAuthentication>(TokenAuthentication.SchemeName, displayName: null);
        });
        builder.Services.AddAuthorization();
        builder.Services.AddSingleton(new RequestRates(options.Time));
        builder.Services.AddSingleton(new WrongTokens(options.WrongTokensMax, options.Time));
        AddBearers(builder.Services, options, parts);

        var web = builder.Build();
        web.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = Problems.HandleAsync });
        web.UseStatusCodePages(context =>
            Dashboard.ExplainAsync(context.HttpContext) ?? Problems.ExplainAsync(context.HttpContext));
        web.Use(RequestLimits.RefusePackedAsync);
        web.UseAuthentication();
        web.Use(RequestLimits.CountAsync);
        web.UseAuthorization();
        web.MapOpenApi("/openapi/{documentName}.json");
        ServerEndpoints.Map(web);
        var api = web.MapGroup("/api/v1").RequireAuthorization();
        JobEndpoints.Map(api);
        PoolEndpoints.Map(api);
        TokenEndpoints.Map(api);
        BillingEndpoints.Map(api);
        UsageEndpoints.Map(api);
        OperatorEndpoints.Map(api);
        ClusterEndpoints.Map(api);
        EventEndpoint.Map(api);
        Dashboard.Map(web);
        PolicyEndpoints.Map(api);
        StartEndpoints.Map(api);
        GapEndpoints.Map(api);
        PlanningEndpoints.Map(api);
        ExchangeEndpoints.Map(api);
        return web;
    }

    private static void AddBearers(IServiceCollection services, ControlPlaneOptions options, Parts parts)
    {
        if (options.Identity is not { } identity)
        {
            services.AddSingleton(new Bearers(parts.Tokens, identity: null, options.Time));
            return;
        }

        // Made by the container, which disposes of it with the web.
        services.AddSingleton(_ => new SigningKeys(
            identity.Authority, options.Time, parts.Logs.CreateLogger("Headroom.Identity")));
        services.AddSingleton(made =>
            new IdentityTokens(identity, made.GetRequiredService<SigningKeys>(), options.Time));
        services.AddSingleton(made =>
            new Bearers(parts.Tokens, made.GetRequiredService<IdentityTokens>(), options.Time));
    }

    public static void Configure(ILoggingBuilder logging, ControlPlaneOptions options)
    {
        logging.ClearProviders();
        if (options.IsLogJson) logging.AddJsonConsole(console => console.UseUtcTimestamp = true);
        else logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        logging.SetMinimumLevel(options.LogLevel);
        // What was refused is answered, and is no fault of the server.
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics.ExceptionHandlerMiddleware", LogLevel.None);
    }
}
