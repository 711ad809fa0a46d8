namespace Headroom.Privacy.Risk;

/// <summary>How well rows can be told apart by their quasi-identifiers.</summary>
public sealed record RiskFigures
{
    /// <summary>Rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Classes of rows with the same quasi-identifiers.</summary>
    public required long Classes { get; init; }

    /// <summary>Rows of the smallest class: k of k-anonymity (Sweeney 2002).</summary>
    public required long SmallestClass { get; init; }

    /// <summary>Rows that are alone in their class.</summary>
    public required long UniqueRows { get; init; }

    /// <summary>Rows in classes smaller than the k that is asked for.</summary>
    public required long RowsBelow { get; init; }

    /// <summary>
    /// Fewest different sensitive values of a class: l of distinct l-diversity (Machanavajjhala et al. 2007).
    /// </summary>
    public double DistinctDiversity { get; init; }

    /// <summary>e to the least entropy of sensitive values in a class: l of entropy l-diversity.</summary>
    public double EntropyDiversity { get; init; }

    /// <summary>
    /// Largest distance of a class's sensitive values from those of all rows, 0 to 1: t of t-closeness (Li et al.
    /// 2007) with equal distances between values.
    /// </summary>
    public double Closeness { get; init; }

    /// <summary>Share of the population that the rows are, from above 0 to 1.</summary>
    public double Sampled { get; init; } = 1;

    /// <summary>Share of unique rows.</summary>
    public double Uniqueness => Rows == 0 ? 0 : (double)UniqueRows / Rows;

    /// <summary>Highest chance that somebody who is known to be in the data is found.</summary>
    public double ProsecutorMax => Rows == 0 ? 0 : 1.0 / SmallestClass;

    /// <summary>Mean of that chance over all rows.</summary>
    public double ProsecutorMean => Rows == 0 ? 0 : (double)Classes / Rows;

    /// <summary>
    /// Highest chance where nobody knows who is in the data: classes are as much larger in the population.
    /// </summary>
    public double JournalistMax => ProsecutorMax * Sampled;

    /// <summary>Share of rows that one gets right by linking all of them with the population.</summary>
    public double Marketer => ProsecutorMean * Sampled;
}
