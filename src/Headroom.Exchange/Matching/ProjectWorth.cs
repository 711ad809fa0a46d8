using Headroom.Exchange.Listings;
using Headroom.Sizing.ScalingLaws;

namespace Headroom.Exchange.Matching;

/// <summary>
/// What a base model specialised on data is worth: the training that it saves against a model that begins from nothing,
/// by the law of transfer (Hernandez et al. 2021, arXiv:2102.01293, equation 1.2). Bytes stand for its characters. It
/// was measured from text to code and holds where own data are few; an owner's budget caps it.
/// </summary>
public static class ProjectWorth
{
    private const double Tera = 1e12;
    private const double Exa = 1e18;

    // Whole hundredths: the last bits of a power differ between machines.
    private const long Step = Money.Micro / 100;

    /// <summary>Worth in millionths, at most <see cref="Money.MicroMax"/>.</summary>
    /// <param name="data">The data.</param>
    /// <param name="parameters">Parameters of the model.</param>
    /// <param name="microPerExaflop">Price of 10^18 operations, in millionths, above 0.</param>
    public static long Micro(DataListing data, long parameters, long microPerExaflop)
    {
        var profile = data.Profile;
        if (profile.UniqueTokens == 0 || profile.Bytes == 0) return 0;

        var bytesPerToken = (double)profile.Bytes / profile.Tokens;
        var ownBytes = profile.UniqueTokens * bytesPerToken;
        var savedTokens = Transfer.EffectiveCharacters(parameters, ownBytes) / bytesPerToken;
        var saved = ScalingLaw.OperationsPerParameterToken * parameters * savedTokens / Exa * microPerExaflop;
        var most = Math.Min(data.BudgetMicro ?? Money.MicroMax, Money.MicroMax);
        return saved >= most ? most / Step * Step : (long)(saved / Step) * Step;
    }

    /// <summary>GPU-seconds of the training, rounded up, at least 1.</summary>
    /// <param name="data">The data.</param>
    /// <param name="parameters">Parameters of the model.</param>
    /// <param name="teraflops">What a chip reaches, in 10^12 operations a second.</param>
    public static long GpuSeconds(DataListing data, long parameters, int teraflops)
    {
        var operations = ScalingLaw.OperationsPerParameterToken * parameters * data.Profile.Tokens * data.Passes;
        return (long)Math.Clamp(Math.Ceiling(operations / (teraflops * Tera)), 1, long.MaxValue / 2);
    }

    /// <summary>
    /// The price of 10^18 operations, in millionths: the lower median of what compute in a currency asks for its first
    /// hour; at least 1, and 1 where there is none.
    /// </summary>
    public static long MicroPerExaflop(IEnumerable<Listing> listings, string currency)
    {
        const double SecondsAnHour = 3600;
        long[] prices =
        [
            .. listings.OfType<ComputeListing>().Where(compute => compute.Terms.Currency == currency)
                .Select(compute => (long)(
                    compute.Prices.Steps[0].MicroPerHour / (compute.Teraflops * Tera * SecondsAnHour) * Exa))
                .Order(),
        ];
        return prices.Length == 0 ? 1 : Math.Max(1, prices[(prices.Length - 1) / 2]);
    }
}
