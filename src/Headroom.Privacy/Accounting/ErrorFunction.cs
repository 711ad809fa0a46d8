namespace Headroom.Privacy.Accounting;

/// <summary>The complementary error function and its logarithm, to about 1e-15.</summary>
internal static class ErrorFunction
{
    private const double SeriesMax = 2.5;
    private const double HalfLogPi = 0.572364942924700087;

    /// <summary>Logarithm of erfc(x), also where erfc(x) itself is too small for a number.</summary>
    public static double LogComplement(double x) => x switch
    {
        < -SeriesMax => Math.Log(2 - Math.Exp(LogFraction(-x))),
        <= SeriesMax => Math.Log(1 - Series(x)),
        _ => LogFraction(x),
    };

    // erf by its Maclaurin series in the form without cancellation (Abramowitz and Stegun 7.1.6).
    private static double Series(double x)
    {
        var term = x;
        var sum = x;
        for (var index = 1; index < 200 && Math.Abs(term) > 1e-18 * Math.Abs(sum); index++)
        {
            term *= 2 * x * x / (2 * index + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc by its continued fraction (Abramowitz and Stegun 7.1.14), from the back.
    private static double LogFraction(double x)
    {
        // The larger x is, the fewer terms count.
        var terms = x > 20 ? 15 : x > 8 ? 30 : x > 4 ? 60 : 120;
        var fraction = x;
        for (var index = terms; index >= 1; index--) fraction = x + index / 2.0 / fraction;
        return -x * x - HalfLogPi - Math.Log(fraction);
    }
}
