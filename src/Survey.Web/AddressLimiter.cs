using System.Threading.RateLimiting;
using Survey.Web.Pages.Admin;

namespace Survey.Web;

/// <summary>
/// Counts the requests of each address by the minute, in five kinds. The counters are arrays of fixed size: no lock, no
/// timer, and nothing to grow when someone sends from a million addresses.
/// </summary>
public sealed class AddressLimiter(AddressKey keys, SurveySettings settings, TimeProvider time) : PartitionedRateLimiter<HttpContext>
{
    private static readonly RateLimitLease Pass = new Allowed();
    private readonly RequestCounter? _answers = RequestCounter.Of(settings.LimitsPerMinute.Answers);
    private readonly RequestCounter? _pages = RequestCounter.Of(settings.LimitsPerMinute.Pages);
    private readonly RequestCounter? _contacts = RequestCounter.Of(settings.LimitsPerMinute.Contacts);
    private readonly RequestCounter? _signIns = RequestCounter.Of(settings.LimitsPerMinute.SignIns);
    private readonly RequestCounter? _signInPages = RequestCounter.Of(settings.LimitsPerMinute.SignInPages);

    /// <summary>Whether the address sent so much more than it may that no more effort is spent on it.</summary>
    public static bool IsFarOver(RateLimitLease lease) => lease is Refused { IsFar: true };

    public override RateLimiterStatistics? GetStatistics(HttpContext resource) => null;

    protected override RateLimitLease AttemptAcquireCore(HttpContext resource, int permitCount)
    {
        if (CounterOf(resource.Request) is not { } counter)
        {
            return Pass;
        }

        var now = time.GetUtcNow();
        var count = counter.Add(keys.Of(resource.Connection.RemoteIpAddress, now), now.UtcTicks / TimeSpan.TicksPerMinute);
        if (count <= counter.Limit)
        {
            return Pass;
        }

        return new Refused(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (now.UtcTicks % TimeSpan.TicksPerMinute)), count > 2L * counter.Limit);
    }

    // Nobody queues.
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(HttpContext resource, int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(resource, permitCount));

    private RequestCounter? CounterOf(HttpRequest request)
    {
        var path = request.Path;
        if (PublicPaths.IsResults(path))
        {
            return _pages;
        }

        if (PublicPaths.IsForm(path))
        {
            return !HttpMethods.IsPost(request.Method) ? _pages : PublicPaths.IsContact(path) ? _contacts : _answers;
        }

        var isSignIn = path.StartsWithSegments("/sign-in") || path.StartsWithSegments("/setup");
        return !isSignIn ? null : HttpMethods.IsPost(request.Method) ? _signIns : _signInPages;
    }

    private sealed class Allowed : RateLimitLease
    {
        public override bool IsAcquired => true;
        public override IEnumerable<string> MetadataNames => [];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = null;
            return false;
        }
    }

    private sealed class Refused(TimeSpan retryAfter, bool isFar) : RateLimitLease
    {
        public bool IsFar => isFar;
        public override bool IsAcquired => false;
        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
            return metadata is not null;
        }
    }
}
