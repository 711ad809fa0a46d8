using Headroom.Exchange;
using Headroom.Exchange.Accounts;
using Headroom.Exchange.Listings;
using Headroom.Server.Pages.Layout;
using Headroom.Server.Pages.Words;

namespace Headroom.Server.Pages.Market;

/// <summary>How the pages of the exchange say things.</summary>
internal static class MarketText
{
    /// <summary>What is offered, in one sentence.</summary>
    public static string Offer(Texts texts, Listing listing) => listing switch
    {
        DataListing data => texts.Say(
            ExchangeWord.OfferData, Texts.Number(data.Profile.Records), Texts.Number(data.Profile.Tokens),
            texts[WordOf("Protection", data.Protection)], Money.Text(data.AskMicro), data.Terms.Currency),
        ComputeListing compute => texts.Say(
            ExchangeWord.OfferCompute, compute.Slots, Texts.Number(compute.Hours), compute.Gpus, Plain.Of(compute.Chip),
            Plain.Of(compute.Region), Money.Text(compute.Prices.Steps.Min(step => step.MicroPerHour)),
            compute.Terms.Currency),
        ModelListing model => texts.Say(
            ExchangeWord.OfferModel, Plain.Of(model.Base), Texts.Number(model.Parameters / 1e9, 2),
            Plain.Of(model.Licence), Money.Text(model.AskMicro), model.Terms.Currency),
        _ => "",
    };

    /// <summary>The word for one of several, such as a stage; by its name.</summary>
    public static ExchangeWord WordOf(string prefix, object one) => Enum.Parse<ExchangeWord>($"{prefix}{one}");

    /// <summary>A kind of listing.</summary>
    public static ExchangeWord KindOf(string kind) => kind switch
    {
        "data" => ExchangeWord.KindData,
        "compute" => ExchangeWord.KindCompute,
        _ => ExchangeWord.KindModel,
    };

    /// <summary>The colour of a stage.</summary>
    public static string PillOf(string stage) => stage switch
    {
        "Proposed" or "Reported" or "Disputed" => "waiting",
        "InForce" => "running",
        "Closed" or "Settled" => "succeeded",
        "Rejected" or "Lapsed" => "failed",
        _ => "",
    };

    /// <summary>An amount in its unit.</summary>
    public static string Amount(string unit, long amount) =>
        unit == Books.GpuSeconds ? Texts.Number(amount) : Money.Text(amount);

    /// <summary>What an account is, and whose: the key, or the agreement.</summary>
    public static (ExchangeWord Kind, string Whose) Account(string account) => account.Split(':', 2) switch
    {
        ["owner", var key] => (ExchangeWord.AccountOwner, key),
        ["escrow", var agreement] => (ExchangeWord.AccountEscrow, Short(agreement)),
        ["pending", var agreement] => (ExchangeWord.AccountPending, Short(agreement)),
        _ => (ExchangeWord.AccountOutside, ""),
    };

    /// <summary>An id or a key as people compare it.</summary>
    public static string Short(string id) => id[(id.IndexOf(':', StringComparison.Ordinal) + 1)..] switch
    {
        { Length: > 12 } rest => rest[..12],
        var rest => rest,
    };
}
