namespace Headroom.Metering.Pricing;

/// <summary>A part of what was used, at one price.</summary>
/// <param name="Began">In milliseconds.</param>
/// <param name="Ended">In milliseconds.</param>
/// <param name="Micro">Millionths of a resource times a second.</param>
/// <param name="PriceMicro">Millionths of the currency for an hour of one resource; null where it has no price.</param>
public readonly record struct Piece(long Began, long Ended, long Micro, long? PriceMicro)
{
    /// <summary>What it costs, exactly, in the unit of <see cref="Amounts"/>.</summary>
    public Int128 Cost => (Int128)Micro * (PriceMicro ?? 0);

    /// <summary>The pieces of a part, in order; together they are the part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="book">Prices.</param>
    public static IEnumerable<Piece> Of(UsePart part, PriceBook book)
    {
        if (part.Job is null)
        {
            yield return new Piece(
                part.Began, part.Ended, part.Micro, book.At(part.Chip, part.Region, part.Began).PriceMicro);
            yield break;
        }

        for (var at = part.Began; at < part.Ended;)
        {
            var (price, until) = book.At(part.Chip, part.Region, at);
            var next = Math.Min(part.Ended, until);
            yield return new Piece(at, next, part.MicroBetween(at, next), price);
            at = next;
        }
    }
}
