namespace Headroom.Exchange.Listings;

/// <summary>The limits within which a listing must be, however it came in.</summary>
public static class ListingCheck
{
    /// <summary>Most words of a list.</summary>
    public const int WordsMax = 64;

    /// <summary>Most characters of a word.</summary>
    public const int WordMax = 128;

    /// <summary>Most slots, copies and passes.</summary>
    public const int CopiesMax = 1_000;

    /// <summary>Most GPU-hours of a slot.</summary>
    public const long HoursMax = 10_000_000;

    /// <summary>Most accelerators of a job.</summary>
    public const int GpusMax = 100_000;

    /// <summary>Most operations a second of one chip, in 10^12.</summary>
    public const int TeraflopsMax = 100_000;

    /// <summary>Least and most parameters of a model.</summary>
    public const long ParametersMin = 1_000, ParametersMax = 100_000_000_000_000;

    /// <summary>What is wrong with a listing, with its key; null where nothing is.</summary>
    public static string? Fault(Listing listing)
    {
        ArgumentNullException.ThrowIfNull(listing);
        return TermsFault(listing.Terms) ?? listing switch
        {
            DataListing data => DataFault(data),
            ComputeListing compute => ComputeFault(compute),
            ModelListing model => ModelFault(model),
            _ => throw new InvalidOperationException($"a listing of kind {listing.Kind} is not known"),
        };
    }

    private static string? TermsFault(ListingTerms terms)
    {
        if (!IsWord(terms.Name)) return $"'name' has from 1 to {WordMax} characters without breaks";
        if (terms.Owner.Kind != Privacy.Keys.KeyKind.Sign) return "'owner' is a key that signs; make one with 'headroom key new --kind sign'";
        if (terms.Currency.Length != 3 || terms.Currency.Any(letter => !char.IsAsciiLetterUpper(letter))) return "'currency' is a code of three capital letters, such as CNY";
        if (terms.From >= terms.Until) return "'until' lies before 'from'";
        return WordsFault("purposes", terms.Purposes) ?? WordsFault("regions", terms.Regions);
    }

    private static string? DataFault(DataListing data)
    {
        if (!IsMoney(data.AskMicro)) return "'ask' is out of range";
        if (data.BudgetMicro is { } budget && !IsMoney(budget)) return "'budget' is out of range";
        if (data.Copies is < 1 or > CopiesMax) return $"'copies' is a whole number from 1 to {CopiesMax}";
        if (data.Passes is < 1 or > CopiesMax) return $"'passes' is a whole number from 1 to {CopiesMax}";
        if (data.Privacy is { EpsilonMilli: < 1 or > 100_000 } or { DeltaExponent: < 3 or > 12 })
            return "'privacy' has an epsilon above 0 and at most 100, and a delta from 1e-12 to 1e-3";
        if (data.Protection == Protection.Federated && data.Privacy is null)
            return "'privacy' is missing: what is federated tells something with every round; say how much may be spent, such as {epsilon: 3, delta: 1e-6}";
        return WordsFault("evidence", data.Evidence) ?? WordsFault("licences", data.Licences);
    }

    private static string? ComputeFault(ComputeListing compute)
    {
        if (compute.Terms.Regions.Count != 1) return "'region' is missing: compute lies in one";
        if (!IsWord(compute.Chip)) return "'chip' is missing";
        if (compute.Teraflops is < 1 or > TeraflopsMax) return $"'teraflops' is a whole number from 1 to {TeraflopsMax}";
        if (compute.Gpus is < 1 or > GpusMax) return $"'gpus' is a whole number from 1 to {GpusMax}";
        if (compute.Hours is < 1 or > HoursMax) return $"'hours' is a whole number from 1 to {HoursMax}";
        if (compute.Slots is < 1 or > CopiesMax) return $"'slots' is a whole number from 1 to {CopiesMax}";
        if (compute.Protections.Count == 0 || !IsInOrder(compute.Protections.Select(protection => (int)protection)))
            return "'protections' names at least one of masked, sealed, federated, and none twice";
        return PricesFault(compute.Prices) ?? WordsFault("evidence", compute.Evidence);
    }

    private static string? PricesFault(PriceCurve prices)
    {
        var steps = prices.Steps;
        if (steps.Count is < 1 or > PriceCurve.StepsMax) return $"'price' has from 1 to {PriceCurve.StepsMax} steps";
        if (steps.Any(step => !IsMoney(step.MicroPerHour))) return "'price' has a step that is out of range";
        if (steps[^1].ToHours is not null) return "'price' has no last step without 'to', which holds for all hours that follow";
        var ends = steps.SkipLast(1).Select(step => step.ToHours ?? 0).ToList();
        return ends.Any(end => end is < 1 or > HoursMax)
            || ends.Zip(ends.Skip(1)).Any(pair => pair.First >= pair.Second)
            ? "'price' has steps whose 'to' does not grow"
            : null;
    }

    private static string? ModelFault(ModelListing model)
    {
        if (!IsWord(model.Base)) return "'base' is missing";
        if (!IsWord(model.Licence)) return "'licence' is missing";
        if (!IsMoney(model.AskMicro)) return "'ask' is out of range";
        if (model.Parameters is < ParametersMin or > ParametersMax) return $"'parameters' is a whole number from {ParametersMin} to {ParametersMax}";
        return model.Tunings.Count == 0 || !IsInOrder(model.Tunings.Select(tuning => (int)tuning))
            ? "'tunings' names at least one of adapter, full, and none twice"
            : null;
    }

    private static bool IsMoney(long micro) => micro is >= 0 and <= Money.MicroMax;

    private static bool IsWord(string word) => word.Length is > 0 and <= WordMax && !word.Any(char.IsControl);

    private static bool IsInOrder(IEnumerable<int> numbers) =>
        numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);

    // In order, so that the same terms have the same digest.
    private static string? WordsFault(string key, IReadOnlyList<string> words)
    {
        if (words.Count > WordsMax || !words.All(IsWord)) return $"'{key}' has at most {WordsMax} words of at most {WordMax} characters";
        return words.Zip(words.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0)
            ? null
            : $"'{key}' names a word twice";
    }
}
