namespace Headroom.Client.Wire;

/// <summary>The server refused a request, or could not be reached.</summary>
public sealed class ApiException : Exception
{
    /// <summary>A refusal.</summary>
    public ApiException(Problem problem)
        : base(problem.Detail.Length == 0 ? problem.Title : $"{problem.Title}; {problem.Detail}.") => Problem = problem;

    /// <summary>No answer at all.</summary>
    public ApiException(Uri address, Exception inner)
        : base($"No server answers at {address}; start one with 'headroom up', or name another with --server.", inner)
    {
    }

    /// <summary>The refusal; null when there was no answer.</summary>
    public Problem? Problem { get; }
}
