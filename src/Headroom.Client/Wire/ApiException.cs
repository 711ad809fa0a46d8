namespace Headroom.Client.Wire;

/// <summary>The server refused a request, could not be reached, or gave an answer that cannot be read.</summary>
public sealed class ApiException : Exception
{
    /// <summary>A refusal.</summary>
    public ApiException(Problem problem)
        : base(problem.Detail.Length == 0 ? problem.Title : $"{problem.Title}; {problem.Detail}.") => Problem = problem;

    /// <summary>No answer at all.</summary>
    public ApiException(Uri address, Exception inner)
        : base(Unanswered(address, inner), inner) => IsBroken = IsBreak(inner);

    private ApiException(string sentence, Exception inner)
        : base(sentence, inner)
    {
    }

    /// <summary>The refusal; null when there was none.</summary>
    public Problem? Problem { get; }

    /// <summary>When the server will take the request again; null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// Whether a connection broke or took too long: what was asked for may have been done, or not.
    /// </summary>
    public bool IsBroken { get; }

    /// <summary>Whether something answered, in a way that cannot be read.</summary>
    public bool IsUnreadable { get; private init; }

    /// <summary>An answer that is not one of this API.</summary>
    public static ApiException Unreadable(Uri address, Exception inner) => new(
        $"The answer from {address} cannot be read; check that it is a Headroom server of a fitting version.", inner)
    {
        IsUnreadable = true,
    };

    private static string Unanswered(Uri address, Exception inner) => IsBreak(inner)
        ? $"The connection to {address} broke before the answer was there; try again."
        : $"No server answers at {address}; start one with 'headroom up', or name another with --server.";

    private static bool IsBreak(Exception inner) => inner is not HttpRequestException
    {
        HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };
}
