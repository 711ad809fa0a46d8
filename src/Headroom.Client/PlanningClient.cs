using System.Globalization;
using Headroom.Client.Billing;
using Headroom.Client.Planning;

namespace Headroom.Client;

/// <summary>How large the gap is, what closes it, what to build, and how little would do. Thread-safe.</summary>
/// <remarks>Throws as <see cref="HeadroomClient"/> does.</remarks>
public sealed class PlanningClient
{
    private readonly HeadroomClient _client;

    internal PlanningClient(HeadroomClient client) => _client = client;

    /// <summary>The gap of the pool over its own last days.</summary>
    public Task<GapView> GapAsync(GapFilter filter, CancellationToken cancellation = default) =>
        _client.GetAsync<GapView>(
            "api/v1/gap" + Query.Of(
                ("days", Text(filter.Days)),
                ("ahead", Text(filter.Ahead)),
                ("busy", Text(filter.Busy)),
                ("mfu", Text(filter.Mfu)),
                ("lead_months", Text(filter.LeadMonths)),
                ("doubling_months", Text(filter.DoublingMonths)),
                ("share", filter.Share ? "true" : null)),
            cancellation);

    /// <summary>A quoted shortfall in both readings.</summary>
    /// <param name="demand">Demand as quoted.</param>
    /// <param name="supply">Nameplate supply in the same unit.</param>
    /// <param name="use">Share of the nameplate in use, above 0 and at most 1.</param>
    /// <param name="betterUse">Share that could be in use.</param>
    /// <param name="cancellation">Ends the call.</param>
    public Task<IReadOnlyList<GapReadingView>> QuotedAsync(
        double demand, double supply, double use, double betterUse, CancellationToken cancellation = default) =>
        _client.GetAsync<IReadOnlyList<GapReadingView>>(
            "api/v1/gap/quoted" + Query.Of(
                ("demand", Text(demand)), ("supply", Text(supply)), ("use", Text(use)), ("better_use", Text(betterUse))),
            cancellation);

    /// <summary>What comes next in series.</summary>
    public Task<IReadOnlyList<ForecastView>> ForecastAsync(
        ForecastQuestion question, CancellationToken cancellation = default) =>
        _client.AskAsync<ForecastQuestion, IReadOnlyList<ForecastView>>("api/v1/forecasts", question, cancellation);

    /// <summary>Ways to a model.</summary>
    public Task<SizeView> SizeAsync(SizeQuestion question, CancellationToken cancellation = default) =>
        _client.AskAsync<SizeQuestion, SizeView>("api/v1/sizes", question, cancellation);

    /// <summary>Chips to serve adapters of one base.</summary>
    public Task<ServingSizeView> ServeAsync(
        ServingSizeQuestion question, CancellationToken cancellation = default) =>
        _client.AskAsync<ServingSizeQuestion, ServingSizeView>("api/v1/sizes/serving", question, cancellation);

    /// <summary>A plan of what to build; may take two minutes.</summary>
    public Task<SitePlanView> SiteAsync(SiteQuestion question, CancellationToken cancellation = default) =>
        _client.AskAsync<SiteQuestion, SitePlanView>("api/v1/sites", question, cancellation);

    /// <summary>The cheapest mix of measures that closes a gap.</summary>
    public Task<AbatementView> AbateAsync(AbatementQuestion question, CancellationToken cancellation = default) =>
        _client.AskAsync<AbatementQuestion, AbatementView>("api/v1/abatements", question, cancellation);

    private static string? Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture);
}
