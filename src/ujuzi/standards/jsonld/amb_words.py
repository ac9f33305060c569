"""The word lists of AMB: language codes and types that the profile takes (CC0)."""

_LANGUAGES = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee
    el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io
    is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn
    mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se
    sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo
    wa wo xh yi yo za zh zu
"""

_TYPES = """
    3DModel AmpStory Article Atlas Audiobook AudioObject Blog Book BookSeries Chapter Clip Collection
    ComicStory Comment Conversation Course CreativeWorkSeason CreativeWorkSeries DataDownload Diet
    DigitalDocument Drawing Episode ExercisePlan FAQPage Game Guide HowTo ImageGallery ImageObject
    LearningResource LegislationObject Manuscript Map MathSolver MediaGallery MediaObject Message
    MobileApplication Movie MovieClip MovieSeries MusicAlbum MusicComposition MusicPlaylist MusicRecording
    MusicRelease MusicVideoObject NewsArticle Painting Periodical Photograph Play PodcastEpisode
    PodcastSeason PodcastSeries Poster PresentationDigitalDocument PublicationIssue PublicationVolume
    Quotation Quiz RadioClip RadioEpisode RadioSeason RadioSeries Recipe Review Report ScholarlyArticle
    Sculpture SheetMusic ShortStory SoftwareApplication SoftwareSourceCode SpreadsheetDigitalDocument TVClip
    TVEpisode TVSeason TVSeries Thesis TextDigitalDocument VideoGallery VideoGame VideoGameClip
    VideoGameSeries VideoObject VisualArtwork WebApplication WebContent WebPage
"""

LANGUAGES = frozenset(_LANGUAGES.split())
TYPES = frozenset(_TYPES.split())
