using System.Text.Json;
using Headroom.Client.Billing;
using Headroom.Client.Wire;
using Headroom.Metering;
using Headroom.Metering.Pricing;
using Headroom.Storage;
using Headroom.Storage.Access;

namespace Headroom.Server.Billing;

/// <summary>Prices and budgets with all their versions, as they are stored. Thread-safe.</summary>
/// <param name="store">The store.</param>
internal sealed class PriceLists(Store store)
{
    /// <summary>Name of the setting.</summary>
    public const string Setting = "billing";

    // Enough for a change every quarter hour of ten years.
    private const int VersionsMax = 400_000;

    private volatile Loaded? _loaded;

    /// <summary>One change at a time: a version is given once.</summary>
    public SemaphoreSlim Changing { get; } = new(1, 1);

    /// <summary>What is in force now and was before; without a version where there is none.</summary>
    public async Task<PriceList> ReadAsync(CancellationToken cancellation)
    {
        var newest = await store.Access.SettingAsync(Setting, cancellation);
        if (newest is null) return new PriceList(null, new PriceBook());

        var loaded = _loaded;
        if (loaded?.Newest.Version != newest.Version)
        {
            var versions = await store.Access.SettingsAsync(Setting, VersionsMax, cancellation);
            _loaded = loaded = new Loaded(
                versions[0], [.. versions.Reverse().Select(version => (version.At, RulesForm.Of(RequestOf(version))))]);
        }

        var book = new PriceBook();
        foreach (var (at, rules) in loaded.Versions) book.Add(at, rules);
        return new PriceList(loaded.Newest, book);
    }

    /// <summary>What was sent to make a version.</summary>
    public static BillingRequest RequestOf(SettingVersion version) =>
        JsonSerializer.Deserialize<BillingRequest>(version.Text, ApiJson.Options)!;

    private sealed record Loaded(SettingVersion Newest, (long At, BillingRules Rules)[] Versions);
}

/// <summary>Prices and budgets at one moment.</summary>
/// <param name="Newest">The newest version as it is stored; null when there is none.</param>
/// <param name="Book">Prices with the times from which they hold; for one thread.</param>
internal sealed record PriceList(SettingVersion? Newest, PriceBook Book)
{
    /// <summary>The newest rules; null when there are none.</summary>
    public BillingRules? Rules => Book.Newest;

    /// <summary>Where days and months begin: by UTC where nothing else was said.</summary>
    public BillingCalendar Calendar { get; } = Book.Newest?.Calendar ?? new BillingCalendar(0);
}
